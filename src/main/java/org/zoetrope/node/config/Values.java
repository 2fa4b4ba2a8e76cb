package org.zoetrope.node.config;

import java.lang.reflect.ParameterizedType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns what was written into the types of the records, and back. A text that does not fit is an
 * {@link IllegalArgumentException} whose message is the rule ("a whole number from 0 to 65535").
 */
final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)");
    private static final String DURATION_RULE =
            "a duration such as 500 ms, 30 s, 5 min, 24 h or 14 d";
    private static final Map<Class<?>, Function<String, Object>> READERS =
            Map.of(
                    String.class, text -> text,
                    boolean.class, Values::truth,
                    ByteSize.class, ByteSize::parse,
                    BitRate.class, BitRate::parse,
                    Duration.class, Values::duration,
                    Path.class, Path::of,
                    SiteUrl.class, SiteUrl::parse,
                    Secret.class, Secret::new,
                    Network.class, Network::parse);

    private Values() {}

    static Object read(Entry entry, Written written) {
        Key key = entry.declared();
        if (!(entry.type() instanceof ParameterizedType generic)) {
            return one(entry.component().getType(), written.text().strip(), key);
        }
        Class<?> item = (Class<?>) generic.getActualTypeArguments()[0];
        return entry.isList()
                ? written.asList().stream().map(text -> one(item, text, key)).toList()
                : optional(item, written.text().strip(), key);
    }

    private static Optional<Object> optional(Class<?> type, String text, Key key) {
        return text.isEmpty() || "none".equals(text)
                ? Optional.empty()
                : Optional.of(one(type, text, key));
    }

    private static Object one(Class<?> type, String text, Key key) {
        if (type.isEnum()) {
            return choice(type, text);
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(whole(text, key));
        }
        Function<String, Object> reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalStateException("no configuration key can be a " + type);
        }
        return reader.apply(text);
    }

    private static long whole(String text, Key key) {
        try {
            long number = Long.parseLong(text.replace("_", ""));
            if (number >= key.min() && number <= key.max()) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(wholeRule(key), notWhole);
        }
        throw new IllegalArgumentException(wholeRule(key));
    }

    private static String wholeRule(Key key) {
        return "a whole number from " + key.min() + " to " + key.max();
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    private static Duration duration(String text) {
        Matcher written = DURATION.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(DURATION_RULE);
        }
        long number = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Object choice(Class<?> type, String text) {
        Object[] choices = type.getEnumConstants();
        return Arrays.stream(choices)
                .filter(choice -> choice.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(choices(choices)));
    }

    private static String choices(Object[] choices) {
        String all = Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(", "));
        return "one of " + all;
    }

    /** As an operator would write it. */
    static String write(Object value) {
        return switch (value) {
            case Optional<?> maybe -> maybe.map(Values::write).orElse("none");
            case Collection<?> many ->
                    many.stream().map(Values::write).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    static List<Class<?>> known() {
        return List.copyOf(READERS.keySet());
    }
}
