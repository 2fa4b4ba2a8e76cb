package org.zoetrope.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * One line that is drawn over: {@code film.mp4 [#####.....] 50 % 12.3 MB/s}. Draws nothing where
 * nobody watches, and at most ten times a second. For one upload; told by one thread at a time.
 */
final class ProgressBar implements LongConsumer {
    private static final int WIDTH = 30;
    private static final long DRAW_EVERY_NANOS = 100_000_000;

    private final PrintStream screen;
    private final boolean watched;
    private final String name;
    private final long total;
    private final long began = System.nanoTime();
    private long first = -1;
    private long drawn;

    ProgressBar(PrintStream screen, boolean watched, String name, long total) {
        this.screen = screen;
        this.watched = watched;
        this.name = name;
        this.total = total;
    }

    @Override
    public void accept(long position) {
        long now = System.nanoTime();
        if (first < 0) {
            first = position;
        }
        if (watched && (now - drawn >= DRAW_EVERY_NANOS || position == total)) {
            drawn = now;
            screen.print("\r" + line(position, (now - began) / 1e9) + "\u001b[K");
            screen.flush();
        }
    }

    String line(long position, double seconds) {
        double share = total == 0 ? 1 : (double) position / total;
        int filled = (int) (share * WIDTH);
        double speed = Math.max(0, position - Math.max(0, first)) / Math.max(seconds, 0.001) / 1e6;
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3d %% %.1f MB/s",
                name,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                (int) (share * 100),
                speed);
    }

    void end() {
        if (watched) {
            screen.print("\r\u001b[K");
            screen.flush();
        }
    }
}
