package org.zoetrope.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The thread of a folder: a round, a pause, which an event cuts short, and again. */
final class Lookout {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Of the time, a look may take this part. */
    private static final int SHARE = 20;

    private final Folder folder;
    private final Optional<Hints> hints = Hints.open();
    // a platform thread: a share that hangs must not take a carrier with it
    private final Thread thread;
    private volatile boolean stopped;

    Lookout(Folder folder) {
        this.folder = folder;
        this.thread =
                Thread.ofPlatform()
                        .name("watch " + folder.what().directory())
                        .daemon()
                        .unstarted(this::run);
    }

    Folder folder() {
        return folder;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopped) {
                Stand stand = folder.round();
                hints.ifPresent(events -> events.watch(stand.folders()));
                pause(stand);
            }
        } catch (InterruptedException ended) {
            // the node stops
        }
    }

    /** While something waits there is a look each second, unless looking itself is costly. */
    private void pause(Stand stand) throws InterruptedException {
        Duration fair = folder.looking().multipliedBy(SHARE);
        Duration least = fair.compareTo(SHORTEST) < 0 ? SHORTEST : fair;
        boolean busy = stand.waiting() > 0 && stand.trouble().isEmpty();
        Duration longest = busy && least.compareTo(LONGEST) < 0 ? least : LONGEST;
        if (hints.isPresent()) {
            stopped |= !hints.get().await(longest);
            // a thousand files that come at once are a thousand hints
            Thread.sleep(fair.compareTo(SHORTEST) < 0 ? fair : SHORTEST);
        } else {
            Thread.sleep(longest);
        }
    }

    /** Never interrupts: that would close the files it writes. */
    void stop() throws IOException {
        stopped = true;
        if (hints.isPresent()) {
            hints.get().close();
        }
    }

    void await(Duration longest) {
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(longest);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
