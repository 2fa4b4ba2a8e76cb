package org.zoetrope.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LanguagesTest {
    @ParameterizedTest
    @CsvSource({"deu, de", "eng, en", "de, de", "pt-BR, pt-BR", "und, und", "gsw, gsw"})
    void threeLettersBecomeTwoWhereThereAreSome(String given, String shortest) {
        assertEquals(shortest, Languages.shortest(given));
    }
}
