package org.zoetrope.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;

final class PolicyTest {
    @Test
    void anOldCodecIsRefusedWithTheKeyThatAllowsIt() {
        Reason reason = Policy.usual().refusal(sound("amr_nb")).orElseThrow();

        assertEquals("codec_not_supported", reason.code());
        assertTrue(reason.text().contains("coded as amr_nb"), reason.text());
        assertTrue(reason.text().contains("media.old_codecs = true"), reason.text());
    }

    @Test
    void anOldCodecIsTakenWhereTheAdministratorAllowsIt() {
        assertEquals(Optional.empty(), Policy.of(new Guards(true)).refusal(sound("amr_nb")));
    }

    @Test
    void noSettingHelpsWithAnUnknownCodec() {
        Reason reason = Policy.of(new Guards(true)).refusal(sound("qdm2")).orElseThrow();

        assertTrue(reason.text().contains("coded as qdm2"), reason.text());
        assertEquals(-1, reason.text().indexOf("old_codecs"), reason.text());
    }

    private static Facts sound(String codec) {
        return new Facts(
                "mov",
                Duration.ofSeconds(3),
                Optional.empty(),
                List.of(
                        new Facts.Sound(
                                0, codec, 1, 8_000, Optional.empty(), 0, 12_200, Optional.empty())),
                List.of(),
                List.of(),
                true,
                Optional.empty());
    }
}
