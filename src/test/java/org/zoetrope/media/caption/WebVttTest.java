package org.zoetrope.media.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WebVttTest {
    @Test
    void keepsTimesTextAndSimpleMarkupAndNothingElse() {
        String file =
                """
                WEBVTT - title

                STYLE
                ::cue { background: url(https://evil.example/x) }

                REGION
                id:fred

                NOTE a note

                intro
                00:01.000 --> 00:02.500 position:10% region:fred
                <v Fred><b class="x">Hello</b> <script>alert(1)</script> 1 < 2 &amp; 3

                01:00:00,000 --> 01:00:01,000
                Second &lt;line&gt;
                and third

                00:05.000 --> 00:04.000
                backwards
                """;

        assertEquals(
                """
                WEBVTT

                00:00:01.000 --> 00:00:02.500
                <b>Hello</b> alert(1) 1 &lt; 2 &amp; 3

                01:00:00.000 --> 01:00:01.000
                Second &lt;line&gt;
                and third
                """,
                WebVtt.salvage(file).write());
    }

    @Test
    void keepsAtMostTwentyThousandCues() {
        StringBuilder file = new StringBuilder("WEBVTT\n\n");
        for (int i = 0; i < 30_000; i++) {
            file.append("00:01.000 --> 00:02.000\nx\n\n");
        }

        assertEquals(20_000, WebVtt.salvage(file.toString()).cues().size());
    }

    @Test
    void movesWithThePictureAndDropsWhatWasBefore() {
        WebVtt found = WebVtt.salvage("00:01.000 --> 00:02.000\na\n\n00:02.500 --> 00:04.000\nb\n");

        assertEquals("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nb\n", found.earlier(3).write());
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        long seed = 20261121;
        Random random = new Random(seed);
        String letters = "ab <>&-/\n\u0007:0123456789.";
        for (int round = 0; round < 500; round++) {
            StringBuilder file = new StringBuilder("00:01.000 --> 00:02.000\n");
            for (int i = 0; i < 60; i++) {
                file.append(letters.charAt(random.nextInt(letters.length())));
            }
            WebVtt once = WebVtt.salvage(file.toString());
            assertEquals(once, WebVtt.salvage(once.write()), "seed " + seed + ": " + file);
        }
    }
}
