package org.zoetrope.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-499, 0, 500",
        "bytes=500-, 500, 500",
        "bytes=-1, 999, 1",
        "bytes=-5000, 0, 1000",
        "bytes=990-99999999999999999999, 990, 10",
        "BYTES=1-2, 1, 2",
        "'bytes=0-9,5-20', 0, 21",
        "'bytes=10-19,0-9', 0, 20",
        "'bytes=0-9, 5000-', 0, 10",
        "'bytes=,0-9,', 0, 10"
    })
    void takesOnePart(String range, long offset, long length) {
        assertEquals(new Slice.Part(offset, length), Slice.of(Optional.of(range), 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0-9",
                "items=0-9",
                "bytes=9-0",
                "bytes=a-b",
                "bytes=-",
                "bytes=--1",
                "bytes=1-2-3",
                "bytes=0-9;x",
                "bytes=99999999999999999999999-0"
            })
    void passesOverWhatIsMalformed(String range) {
        assertEquals(new Slice.Whole(), Slice.of(Optional.of(range), 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=-0", "bytes=1000-2000,-0", "bytes="})
    void saysThatNothingOfThatExists(String range) {
        assertEquals(new Slice.Unsatisfiable(), Slice.of(Optional.of(range), 1000));
    }

    @Test
    void givesSeveralPartsUpToABound() {
        assertEquals(
                new Slice.Parts(List.of(new Slice.Part(0, 10), new Slice.Part(20, 10))),
                Slice.of(Optional.of("bytes=20-29,0-9"), 1000));
        assertEquals(new Slice.Whole(), Slice.of(Optional.of(every(9)), 1000));
        assertEquals(8, ((Slice.Parts) Slice.of(Optional.of(every(8)), 1000)).parts().size());
        assertEquals(new Slice.Whole(), Slice.of(Optional.of("bytes=" + "0-,".repeat(5000)), 9));
    }

    private static String every(int parts) {
        return IntStream.range(0, parts)
                .mapToObj(i -> i * 10 + "-" + i * 10)
                .collect(Collectors.joining(",", "bytes=", ""));
    }

    @Test
    void staysWithinTheObjectWhateverIsAsked() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            long size = random.nextInt(50);
            StringBuilder range = new StringBuilder("bytes=");
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                range.append(random.nextBoolean() ? "" : random.nextInt(60))
                        .append('-')
                        .append(random.nextBoolean() ? "" : random.nextInt(60))
                        .append(',');
            }

            for (Slice.Part part : parts(Slice.of(Optional.of(range.toString()), size))) {
                assertTrue(part.length() > 0 && part.end() <= size, seed + ": " + range);
            }
        }
    }

    private static List<Slice.Part> parts(Slice slice) {
        return switch (slice) {
            case Slice.Part part -> List.of(part);
            case Slice.Parts(List<Slice.Part> parts) -> parts;
            case Slice.Whole _, Slice.Unsatisfiable _ -> List.of();
        };
    }
}
