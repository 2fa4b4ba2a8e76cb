package org.zoetrope.node.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * {@code 2026-03-01T12:00:00.123Z INFO journey.Journey published source=ab12 renditions=4}. Values
 * with blanks are quoted and control characters are escaped, so that nobody can forge a line.
 */
final class TextLine implements Event.Reader {
    private final StringBuilder line = new StringBuilder(120);

    static String of(Instant when, Event event) {
        TextLine text = new TextLine();
        text.line.append(when.truncatedTo(ChronoUnit.MILLIS)).append(' ');
        String level = event.level().toString();
        text.line.append(level).append(" ".repeat(6 - level.length()));
        text.line.append(event.room()).append(' ');
        event.read(text);
        text.line.append('\n');
        if (event.cause() != null) {
            text.line.append(trace(event.cause()));
        }
        return text.line.toString();
    }

    @Override
    public void text(String text) {
        line.append(escaped(text));
    }

    @Override
    public void value(String key, String value) {
        if (key.isEmpty()) {
            line.append(escaped(value));
            return;
        }
        boolean quote = value.isEmpty() || value.chars().anyMatch(c -> c == ' ' || c == '"');
        String safe = escaped(quote ? value.replace("\"", "\\\"") : value);
        line.append(key).append('=').append(quote ? "\"" + safe + "\"" : safe);
    }

    static String escaped(String text) {
        if (text.chars().noneMatch(TextLine::isControl)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.chars()
                .forEach(c ->
                        safe.append(isControl(c) ? "\\u%04x".formatted(c) : Character.toString(c)));
        return safe.toString();
    }

    /** Also the line separators of Unicode. */
    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    static String trace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
