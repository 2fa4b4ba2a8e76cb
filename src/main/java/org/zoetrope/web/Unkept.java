package org.zoetrope.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.web.http.Fields;

/**
 * Words of older clients that we keep no place for: read only to say what is wrong about them, so
 * that a script learns of its mistakes today (decision 14).
 */
final class Unkept {
    private static final String SCHEDULE = "scheduleUpdate";
    private static final int CATEGORIES = 18;
    private static final int LICENCES = 9;
    private static final int POLICIES = 3;

    private Unkept() {}

    /** Puts what is wrong into {@code wrong}, by field. */
    static void check(Fields fields, Map<String, String> wrong) {
        number(fields, "category", CATEGORIES, wrong);
        number(fields, "licence", LICENCES, wrong);
        number(fields, "commentsPolicy", POLICIES, wrong);
        require(fields, "nsfw", Unkept::isYesOrNo, "must be true or false", wrong);
        require(fields, "waitTranscoding", Unkept::isYesOrNo, "must be true or false", wrong);
        require(
                fields,
                "support",
                text -> text.length() >= 3 && text.length() <= 1000,
                "must have 3 to 1000 characters",
                wrong);
        require(fields, "originallyPublishedAt", Unkept::isTime, "must be an ISO date", wrong);
        boolean scheduled =
                fields.values().keySet().stream().anyMatch(name -> name.startsWith(SCHEDULE + "["));
        if (scheduled || given(fields, SCHEDULE).isPresent()) {
            // passed over it would show at once what was meant for later
            wrong.put(SCHEDULE, "videos cannot change at a later time yet");
        }
    }

    /** What a rule says about a text. */
    private interface Rule {
        boolean holds(String text);
    }

    private static Optional<String> given(Fields fields, String name) {
        return fields.first(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals("null"));
    }

    private static void require(
            Fields fields, String name, Rule rule, String words, Map<String, String> wrong) {
        if (given(fields, name).filter(text -> !rule.holds(text)).isPresent()) {
            wrong.put(name, words);
        }
    }

    private static void number(Fields fields, String name, int max, Map<String, String> wrong) {
        Rule within = text -> text.matches("[1-9]\\d?") && Integer.parseInt(text) <= max;
        require(fields, name, within, "must be a number of 1 to " + max, wrong);
    }

    private static boolean isYesOrNo(String text) {
        return text.matches("true|false|1|0");
    }

    private static boolean isTime(String text) {
        return parses(Instant::parse, text)
                || parses(OffsetDateTime::parse, text)
                || parses(LocalDate::parse, text);
    }

    /** Reads a time or throws. */
    private interface Reader {
        Object read(String text);
    }

    private static boolean parses(Reader reader, String text) {
        try {
            return reader.read(text) != null;
        } catch (DateTimeParseException otherwise) {
            return false;
        }
    }
}
