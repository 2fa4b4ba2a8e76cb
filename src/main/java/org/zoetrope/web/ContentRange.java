package org.zoetrope.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Content-Range says of the bytes that a request brings (RFC 9110, 14.4 and 14.5). */
sealed interface ContentRange {
    /** {@code bytes *}{@code /total}: brings none, and asks how many have come. */
    record Question(long total) implements ContentRange {}

    /** {@code bytes first-last/total}, both ends included. */
    record Piece(long first, long last, long total) implements ContentRange {
        long length() {
            return last - first + 1;
        }
    }

    /** No such header: brings the file from its first byte on. */
    record Start() implements ContentRange {}

    Pattern FORM = Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18})");

    /** Empty when it cannot be understood, or its end lies before its start or behind the total. */
    static Optional<ContentRange> parse(Optional<String> header) {
        if (header.isEmpty()) {
            return Optional.of(new Start());
        }
        Matcher said = FORM.matcher(header.get().strip());
        if (!said.matches()) {
            return Optional.empty();
        }
        long total = Long.parseLong(said.group(3));
        if (said.group(1) == null) {
            return Optional.of(new Question(total));
        }
        long first = Long.parseLong(said.group(1));
        long last = Long.parseLong(said.group(2));
        return first <= last && last < total
                ? Optional.of(new Piece(first, last, total))
                : Optional.empty();
    }
}
