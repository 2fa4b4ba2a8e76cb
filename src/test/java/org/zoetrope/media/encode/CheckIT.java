package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.media.Fixtures;

/** A look into what is only copied tells a whole file from a rotten one. */
class CheckIT {
    @TempDir private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "plain.mp4, 0, false",
        "plain.mp4, 1, false",
        "sound_only.m4a, 0, false",
        "texts_and_chapters.mkv, 0, false",
        "texts_and_chapters.mkv, 1, false",
        "bit_rotten.mp4, 0, true",
        "bit_rotten.mp4, 1, true"
    })
    void errorsInsideATrackAreFound(String name, int track, boolean damaged) throws Exception {
        Bench bench = new Bench(directory);
        Path source = Fixtures.clip(name);

        Health health = bench.encoder().check(bench.work(source, bench.facts(source)), track);

        assertEquals(damaged, health.isDamaged(), health.toString());
    }
}
