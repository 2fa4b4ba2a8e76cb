package org.zoetrope.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final Conditions OBJECT =
            new Conditions("\"a1\"", Optional.of(Instant.parse("2026-03-01T10:00:00.700Z")));

    @ParameterizedTest
    @CsvSource({
        "if-none-match, '\"a1\"', NOT_MODIFIED",
        "if-none-match, 'W/\"a1\"', NOT_MODIFIED",
        "if-none-match, '\"x\", \"a1\"', NOT_MODIFIED",
        "if-none-match, *, NOT_MODIFIED",
        "if-none-match, '\"x\"', SEND",
        "if-match, '\"a1\"', SEND",
        "if-match, *, SEND",
        "if-match, 'W/\"a1\"', FAILED",
        "if-match, '\"x\"', FAILED",
        "if-modified-since, 'Sun, 01 Mar 2026 10:00:00 GMT', NOT_MODIFIED",
        "if-modified-since, 'Sun, 01 Mar 2026 09:59:59 GMT', SEND",
        "if-modified-since, yesterday, SEND",
        "if-unmodified-since, 'Sun, 01 Mar 2026 09:59:59 GMT', FAILED",
        "if-unmodified-since, 'Sun, 01 Mar 2026 10:00:00 GMT', SEND"
    })
    void weighsWhatTheClientKnows(String name, String value, Conditions.Outcome outcome) {
        Map<String, String> headers = Map.of(name, value);

        assertEquals(outcome, OBJECT.weigh(key -> Optional.ofNullable(headers.get(key))));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"a1\"', bytes=0-1",
        "'W/\"a1\"', ''",
        "'\"x\"', ''",
        "'Sun, 01 Mar 2026 10:00:00 GMT', bytes=0-1",
        "'Sun, 01 Mar 2026 11:00:00 GMT', ''"
    })
    void takesARangeOnlyOfTheSameVersion(String ifRange, String expected) {
        Map<String, String> headers = Map.of("if-range", ifRange, "range", "bytes=0-1");

        assertEquals(
                Optional.of(expected).filter(range -> !range.isEmpty()),
                OBJECT.range(key -> Optional.ofNullable(headers.get(key))));
    }
}
