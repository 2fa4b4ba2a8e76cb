package org.zoetrope.media.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "ffmpeg version 8.0.1 Copyright (c) 2000-2025, 8.0.1, true",
        "ffmpeg version 5.1.9-0+deb12u1 Copyright, 5.1.9, true",
        "ffprobe version n7.1.5-3-gabc Copyright, 7.1.5, false",
        "ffmpeg version 5.1.10 Copyright, 5.1.10, false",
        "ffmpeg version 6.1.5 Copyright, 6.1.5, true",
        "ffmpeg version 6.0.3 Copyright, 6.0.3, true",
        "ffmpeg version 8.1.2 Copyright, 8.1.2, false",
        "ffmpeg version 9.0 Copyright, 9.0.0, false",
        "ffmpeg version N-117899-g2f3d1a Copyright, 0.0.0, true"
    })
    void versionsBelowTheirLinesFloorAreWarnedAbout(String line, String version, boolean warned) {
        Version parsed = Version.parse(line);

        assertEquals(version, parsed.toString());
        assertEquals(warned, parsed.warning().isPresent());
    }
}
