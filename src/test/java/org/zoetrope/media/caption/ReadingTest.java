package org.zoetrope.media.caption;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that people send as subtitles, good and evil (row J3). */
class ReadingTest {
    private static final String SRT =
            """
            1
            00:00:01,000 --> 00:00:02,500
            Grüß Gott

            2
            00:00:03,000 --> 00:00:04,000
            <i>zwei</i>
            Zeilen
            """;
    private static final String WRITTEN =
            """
            WEBVTT

            00:00:01.000 --> 00:00:02.500
            Grüß Gott

            00:00:03.000 --> 00:00:04.000
            <i>zwei</i>
            Zeilen
            """;

    private static String written(byte[] file) {
        return switch (Reading.of(file)) {
            case Reading.Understood(WebVtt text) -> text.write();
            case Reading.Refused(Flaw flaw) -> throw new AssertionError(flaw.sentence());
        };
    }

    private static String written(String file) {
        return written(file.getBytes(UTF_8));
    }

    private static Flaw flaw(byte[] file) {
        return switch (Reading.of(file)) {
            case Reading.Understood(WebVtt text) -> throw new AssertionError(text.write());
            case Reading.Refused(Flaw flaw) -> flaw;
        };
    }

    private static Flaw flaw(String file) {
        return flaw(file.getBytes(UTF_8));
    }

    @Test
    void readsSubRipAndWebVttWhateverTheirLineEndsAndEncoding() {
        assertEquals(WRITTEN, written(SRT));
        assertEquals(WRITTEN, written(SRT.replace("\n", "\r\n")));
        assertEquals(WRITTEN, written(SRT.replace("\n", "\r")));
        assertEquals(WRITTEN, written("\uFEFF" + SRT));
        assertEquals(WRITTEN, written(SRT.getBytes(UTF_16)));
        assertEquals(WRITTEN, written(("\uFEFF" + SRT).getBytes(UTF_16LE)));
        assertEquals(WRITTEN, written("WEBVTT\n\n" + SRT.replace(',', '.')));
        assertEquals(WRITTEN, written(WRITTEN));
    }

    @Test
    void readsSubRipInWhichEmptyLinesWereForgotten() {
        assertEquals(WRITTEN, written(SRT.replace("\n\n", "\n")));
    }

    @Test
    void dropsAllThatIsNotWords() {
        String evil =
                """
                WEBVTT X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0

                STYLE
                ::cue(b) { background: url(https://evil.example/x) }

                REGION
                id:fred
                viewportanchor:10%,90%

                NOTE
                said nobody

                intro
                00:01.000 --> 00:02.500 line:0 position:10% region:fred
                <v.loud Fred><b class="x" onclick=evil()>Hello</b> <script>alert(1)</script>
                <c.red><00:01.500>{\\an8}<img src=x onerror=evil()> <b/></c>
                <font color="#ff0000"><U><i>nested</U></i> & <<b>script>

                00:03.000 --> 00:04.000
                <ruby>漢<rt>kan</rt></ruby> 1 < 2 &amp;lt; &lrm;\u0007x -->
                """;

        assertEquals(
                """
                WEBVTT

                00:00:01.000 --> 00:00:02.500
                <b>Hello</b> alert(1)
                <b>
                <u><i>nested</i></u><i></i> &amp; &lt;script&gt;</b>

                00:00:03.000 --> 00:00:04.000
                漢kan 1 &lt; 2 &amp;lt; x --&gt;
                """,
                written(evil));
    }

    @Test
    void writesCuesInTheOrderOfTheirTimes() {
        String file = "00:05.000 --> 00:06.000\nlate\n\n00:01.000 --> 00:09.000\nearly\n";

        assertTrue(written(file).indexOf("early") < written(file).indexOf("late"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:05.000 --> 00:04.000 | must end after it begins",
                "00:05.000 --> 00:05.000 | must end after it begins",
                "00:61.000 --> 01:05.000 | minutes and seconds must be below 60",
                "99:59:59.000 --> 100:00:00.001 | must be within the first 100 hours",
                "-00:01.000 --> 00:04.000 | must be two times as in",
                "00:01 --> 00:04 | must be two times as in",
                "00:01.000 --> | must be two times as in"
            })
    void refusesTimesThatCannotBeMeant(String times, String rule) {
        Flaw flaw = flaw("WEBVTT\n\n00:00.000 --> 00:01.000\nfine\n\n" + times + "\ntext\n");

        assertEquals(Flaw.Kind.TIMING, flaw.kind());
        assertEquals(6, flaw.line());
        assertEquals(times, flaw.value());
        assertTrue(flaw.rule().startsWith(rule), flaw.rule());
    }

    @Test
    void saysALineAndARuleInASentence() {
        assertEquals(
                "Line 2: “00:05.000 --> 00:04.000” must end after it begins.",
                flaw("1\n00:05.000 --> 00:04.000\nback\n").sentence());
    }

    @Test
    void refusesOtherEncodings() {
        Flaw latin = flaw("1\n00:01,000 --> 00:02,000\nGrüße\n".getBytes(ISO_8859_1));

        assertEquals(Flaw.Kind.ENCODING, latin.kind());
        assertEquals(3, latin.line());
        assertTrue(latin.rule().contains("UTF-8"), latin.rule());
    }

    @Test
    void refusesWhatIsNoText() {
        Flaw zero = flaw("00:01.000 --> 00:02.000\na\0b\n");
        byte[] noise = new byte[10_000];
        new Random(7).nextBytes(noise);

        assertEquals(Flaw.Kind.ENCODING, zero.kind());
        assertEquals(2, zero.line());
        assertEquals(Flaw.Kind.ENCODING, flaw(noise).kind());
        assertEquals(Flaw.Kind.ENCODING, flaw(SRT.getBytes(UTF_16LE)).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n\n",
                "WEBVTT\n",
                "Dear Sir,\n\nplease find\n",
                "WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>\n",
                "[Script Info]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Hi\n"
            })
    void refusesTextWithoutSubtitles(String file) {
        assertEquals(Flaw.Kind.FORMAT, flaw(file).kind());
    }

    @Test
    void refusesMoreCuesThanAreRead() {
        String cue = "00:01.000 --> 00:02.000\nx\n\n";

        Flaw many = flaw("WEBVTT\n\n" + cue.repeat(200_000 / 4));

        assertTrue(written(cue.repeat(20_000)).length() > 20_000);
        assertEquals(Flaw.Kind.BOUND, many.kind());
        assertEquals("at most 20000 cues are read from one file", many.rule());
        assertEquals(3 + 3 * 20_000, many.line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<b>", "{\\", "&", " ", "< ", "<<i>", "-->", "a", "</b>", "\t<i "})
    void anEndlessLineIsRefusedOrCutWithoutEffort(String piece) {
        String line = piece.repeat(Reading.MAX_BYTES / piece.length());
        String cues = "00:01.000 --> 00:02.000\n" + piece.repeat(1900 / piece.length()) + "\n\n";

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    Reading.of(("00:01.000 --> 00:02.000\n" + line).getBytes(UTF_8));
                    Reading.of((line + "00:01.000 --> 00:02.000\na").getBytes(UTF_8));
                    Reading.of(cues.repeat(400).getBytes(UTF_8));
                });
        assertEquals(Flaw.Kind.BOUND, flaw("00:01.000 --> 00:02.000\n" + "a".repeat(9000)).kind());
    }

    /** Whatever comes in, what goes out has no markup but ours, and reads as it was written. */
    @Test
    void whateverIsSentNothingElseIsWritten() {
        long seed = 20261122;
        Random random = new Random(seed);
        String[] pieces = {
            "<",
            ">",
            "/",
            "b",
            "i",
            "u",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<u x=1>",
            "<script>",
            "&",
            "&lt;",
            "&amp;",
            "&#60;",
            "\n",
            " ",
            "-->",
            "url(x)",
            "{\\an8}",
            "ü",
            "\uD83D\uDE00",
            "\u0001",
            "00:01.000 --> 00:02.000\n",
            "\n\n00:03.000 --> 00:04.000\n",
            "7\n",
            "STYLE\n"
        };
        for (int round = 0; round < 5000; round++) {
            StringBuilder file = new StringBuilder("00:00.000 --> 00:01.000\nx");
            for (int i = 0; i < 30; i++) {
                file.append(pieces[random.nextInt(pieces.length)]);
            }
            String told = "seed " + seed + " round " + round + ": " + file;
            WebVtt once = WebVtt.salvage(file.toString());
            assertEquals(once, WebVtt.salvage(once.write()), told);
            for (WebVtt.Cue cue : once.cues()) {
                assertFalse(cue.text().replaceAll("</?[biu]>", "").matches("(?s).*[<>].*"), told);
                assertFalse(cue.text().contains("\n\n"), told);
                assertTrue(isBalanced(cue.text()), told);
            }
        }
    }

    private static boolean isBalanced(String text) {
        String tags = text.replaceAll("(?s)(</?[biu]>)|.", "$1");
        for (int i = 0; i < 40; i++) {
            tags = tags.replaceAll("<([biu])></\\1>", "");
        }
        return tags.isEmpty();
    }
}
