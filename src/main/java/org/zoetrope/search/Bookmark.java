package org.zoetrope.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * The place where a page ended, as text that a client gives back. It names values, not documents,
 * so it holds over changes and restarts of the index, and on every node.
 */
final class Bookmark {
    /** Behind every document with equal values: the number of a video makes them unique. */
    private static final int BEHIND_ALL = Integer.MAX_VALUE;

    private static final int MAX_LENGTH = 1000;

    private Bookmark() {}

    static Sort sort(Order order) {
        boolean down = order.descending();
        SortField first =
                switch (order.key()) {
                    case PUBLISHED -> number(Sheet.PUBLISHED, down);
                    case CREATED -> number(Sheet.CREATED, down);
                    case DURATION -> number(Sheet.DURATION, down);
                    case VIEWS -> number(Sheet.VIEWS, down);
                    case SIZE -> number(Sheet.SIZE, down);
                    case NAME -> new SortField(Sheet.NAME, SortField.Type.STRING, down);
                    case MATCH -> new SortField(null, SortField.Type.SCORE, !down);
                };
        return new Sort(first, number(Sheet.NUMBER, down));
    }

    static String of(Order order, FieldDoc last) {
        String value =
                last.fields[0] instanceof BytesRef name
                        ? name.utf8ToString()
                        : String.valueOf(last.fields[0]);
        String text = order.key() + " " + last.fields[1] + " " + value;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the text is no bookmark of a list in this order. */
    static Optional<FieldDoc> read(Order order, String text) {
        try {
            if (text.length() > MAX_LENGTH) {
                return Optional.empty();
            }
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split(" ", 3);
            return parts.length == 3 && parts[0].equals(order.key().name())
                    ? Optional.of(place(order, parts[2], Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    private static FieldDoc place(Order order, String value, long number) {
        Object first =
                switch (order.key()) {
                    case PUBLISHED, CREATED, DURATION, VIEWS, SIZE -> Long.valueOf(value);
                    case NAME -> new BytesRef(value);
                    case MATCH -> Float.valueOf(value);
                };
        return new FieldDoc(BEHIND_ALL, Float.NaN, new Object[] {first, number});
    }

    private static SortField number(String field, boolean descending) {
        SortField by = new SortField(field, SortField.Type.LONG, descending);
        by.setMissingValue(0L);
        return by;
    }
}
