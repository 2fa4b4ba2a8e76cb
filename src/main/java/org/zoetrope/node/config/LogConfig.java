package org.zoetrope.node.config;

import java.util.Locale;

/** What is written to standard error. */
@Section("What is written to standard error")
public record LogConfig(
        @Key(standard = "info", meaning = "The least important events that are written.")
                Level level,
        @Key(standard = "false", meaning = "Whether every request is written, too.") boolean access,
        @Key(
                        standard = "text",
                        meaning =
                                "text: one line of key=value per event. json: one object per line.")
                Format format) {
    /** How important an event is. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How an event is written. */
    public enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
