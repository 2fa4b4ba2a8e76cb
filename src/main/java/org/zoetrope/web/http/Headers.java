package org.zoetrope.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in order; names compare without case. Immutable. */
public record Headers(List<Field> fields) {
    private static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    /**
     * One line of a head.
     *
     * @param value without line breaks or control characters: nothing can be smuggled into an
     *     answer
     */
    public record Field(String name, String value) {
        public Field {
            if (!isToken(name)) {
                throw new IllegalArgumentException("header name '" + name + "'");
            }
            if (hasControl(value)) {
                throw new IllegalArgumentException("control character in header " + name);
            }
        }

        // loops, not streams: some thirty fields are checked with each request

        private static boolean hasControl(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if ((c < ' ' && c != '\t') || c == 0x7f) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isToken(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0) {
                    return false;
                }
            }
            return !name.isEmpty();
        }
    }

    public static Headers none() {
        return NONE;
    }

    public static Headers of(String name, String value) {
        return NONE.and(name, value);
    }

    /** These and one more; an equal name is kept too (Set-Cookie). */
    public Headers and(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    public Headers and(Headers others) {
        List<Field> more = new ArrayList<>(fields);
        more.addAll(others.fields);
        return new Headers(more);
    }

    /** The first field of that name. */
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
