package org.zoetrope.node.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * {@code {"time":..,"level":"info","room":"journey.Journey","event":"published","source":"ab12"}}:
 * what stands as {@code key={}} in the pattern is a field of its own.
 */
final class JsonLine implements Event.Reader {
    private final ObjectNode line = JsonNodeFactory.instance.objectNode();
    private final StringBuilder words = new StringBuilder();

    static String of(Instant when, Event event) {
        JsonLine json = new JsonLine();
        json.line.put("time", when.truncatedTo(ChronoUnit.MILLIS).toString());
        json.line.put("level", event.level().toString().toLowerCase(Locale.ROOT));
        json.line.put("room", event.room());
        json.line.put("event", "");
        event.read(json);
        json.line.put("event", json.words.toString().strip().replaceAll(" +", " "));
        if (event.cause() != null) {
            json.line.put("trace", TextLine.trace(event.cause()));
        }
        return json.line + "\n";
    }

    @Override
    public void text(String text) {
        words.append(text);
    }

    @Override
    public void value(String key, String value) {
        if (key.isEmpty()) {
            words.append(value);
        } else {
            line.put(line.has(key) ? key + "_" : key, value);
        }
    }
}
