package org.zoetrope.node.log;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Something that happened, as a room told it.
 *
 * @param room who tells it
 * @param pattern {@code published source={} renditions={}}
 * @param values for the places in the pattern; what is too many is left out
 */
record Event(
        Level level,
        String room,
        String pattern,
        List<@Nullable Object> values,
        @Nullable Throwable cause) {
    private static final Pattern PLACE = Pattern.compile("(?:([A-Za-z][\\w.]*)=)?\\{\\}");

    /** Told of each place of the pattern in turn. */
    interface Reader {
        /** Text between two places. */
        void text(String text);

        /** A value; {@code key} is empty when the pattern has no {@code key=} before it. */
        void value(String key, String value);
    }

    void read(Reader reader) {
        Matcher place = PLACE.matcher(pattern);
        int from = 0;
        int next = 0;
        while (next < values.size() && place.find()) {
            reader.text(pattern.substring(from, place.start()));
            String key = place.group(1);
            reader.value(key == null ? "" : key, String.valueOf(values.get(next)));
            next++;
            from = place.end();
        }
        reader.text(pattern.substring(from));
    }
}
