package org.zoetrope.node.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is written, how and where to: the one thing in the house that a static remembers, because
 * SLF4J finds its backend that way. Set once by the roof before the rooms are built; until then
 * information and worse as text to standard error. A line is written whole, in one call.
 */
public final class Log {
    private static volatile Setting setting = new Setting(Level.INFO, false, System.err);

    /**
     * Lucene advises an incubator module at every start, of no use to words; kept in a field,
     * because a logger that nobody holds forgets its level.
     */
    private static final java.util.logging.Logger ADVICE =
            java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization");

    private Log() {}

    private record Setting(Level least, boolean json, OutputStream target) {}

    /** Takes over java.util.logging too, which some libraries speak. */
    public static void configure(Level least, boolean json) {
        configure(least, json, System.err);
        LogManager.getLogManager().reset();
        ADVICE.setLevel(java.util.logging.Level.SEVERE);
        java.util.logging.Logger all = java.util.logging.Logger.getLogger("");
        all.addHandler(new FromJavaLogging());
        all.setLevel(
                least.toInt() <= Level.DEBUG.toInt()
                        ? java.util.logging.Level.ALL
                        : java.util.logging.Level.INFO);
    }

    static void configure(Level least, boolean json, OutputStream target) {
        setting = new Setting(least, json, target);
    }

    static Level level() {
        return setting.least();
    }

    static void write(Event event) {
        Setting now = setting;
        Instant when = Instant.now();
        String line = now.json() ? JsonLine.of(when, event) : TextLine.of(when, event);
        try {
            now.target().write(line.getBytes(StandardCharsets.UTF_8));
            now.target().flush();
        } catch (IOException nobodyReads) {
            // standard error is gone: there is nowhere left to say so
            setting = new Setting(now.least(), now.json(), PrintStream.nullOutputStream());
        }
    }

    /** Leads what libraries say to java.util.logging to the same place. */
    private static final class FromJavaLogging extends Handler {
        @Override
        public void publish(LogRecord said) {
            String name = said.getLoggerName() == null ? "java" : said.getLoggerName();
            String text = said.getMessage() == null ? "" : said.getMessage();
            LoggerFactory.getLogger(name)
                    .atLevel(level(said.getLevel().intValue()))
                    .setCause(said.getThrown())
                    .log(java.text.MessageFormat.format(text.replace("'", "''"), arguments(said)));
        }

        private static Object[] arguments(LogRecord said) {
            return said.getParameters() == null ? new Object[0] : said.getParameters();
        }

        private static Level level(int value) {
            if (value >= java.util.logging.Level.SEVERE.intValue()) {
                return Level.ERROR;
            }
            if (value >= java.util.logging.Level.WARNING.intValue()) {
                return Level.WARN;
            }
            return value >= java.util.logging.Level.INFO.intValue() ? Level.INFO : Level.DEBUG;
        }

        @Override
        public void flush() {
            // each line is flushed as it is written
        }

        @Override
        public void close() {
            // standard error is not ours to close
        }
    }
}
