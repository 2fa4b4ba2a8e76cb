package org.zoetrope.media.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({
        "eng, en",
        "ENG, en",
        "deu, de",
        "ger, de",
        "fra, fr",
        "fre, fr",
        "zho, zh",
        "chi, zh",
        "en, en",
        "pt-BR, pt-BR",
        "por-BR, pt-BR",
        "gsw, gsw"
    })
    void namesLanguagesAsBrowsersDo(String told, String tag) {
        assertEquals(Optional.of(tag), Languages.tag(told));
    }

    @Test
    void doesNotTakeUndeterminedForALanguage() {
        assertEquals(Optional.empty(), Languages.tag("und"));
        assertEquals(Optional.empty(), Languages.tag("zxx"));
    }
}
