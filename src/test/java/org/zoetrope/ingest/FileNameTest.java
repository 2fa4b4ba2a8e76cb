package org.zoetrope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row F9. */
class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "clip.mp4, clip.mp4, clip",
        "../../etc/passwd, passwd, passwd",
        "C:\\Users\\anna\\my_film.mov, my_film.mov, my film",
        ".hidden, .hidden, .hidden",
        "'   ', unnamed, unnamed",
        "a/, unnamed, unnamed",
    })
    void keepsTheLastPartAsText(String given, String name, String title) {
        assertEquals(name, FileName.tidy(given));
        assertEquals(title, FileName.title(given));
    }

    @Test
    void takesOutWhatMakesNamesLie() {
        assertEquals("film4pm.exe", FileName.tidy("film\u202e4pm\u0000.exe\r\n"));
    }

    @Test
    void shortensAMegabyte() {
        String name = "\ud83c\udfac".repeat(500_000) + ".mp4";

        assertTrue(FileName.tidy(name).length() <= 255);
        assertTrue(FileName.title(name).length() <= 120);
        assertFalse(Character.isHighSurrogate(FileName.title(name).charAt(119)));
    }
}
