package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=\"frontier\"";

    @Test
    void namesAFieldThatIsNoUtf8() throws IOException {
        byte[] body =
                "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n\u00e9t\u00e9\r\n--b--\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Multipart form =
                Multipart.of("multipart/form-data; boundary=b", new ByteArrayInputStream(body));
        Multipart.Part part = form.next().orElseThrow();

        BodyException wrong = assertThrows(BodyException.class, () -> part.text(100));

        assertEquals(400, wrong.problem().status());
        assertEquals("must be UTF-8 text", wrong.problem().invalid().get("name"));
    }

    @Test
    void readsFieldsAndFilesInOrder() throws IOException {
        Multipart form =
                form(
                        "--frontier\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nKuchen"
                                + " für alle\r\n--frontier\r\nContent-Disposition: form-data;"
                                + " name=\"videofile\"; filename=\"a %22b\\\\c\\\".mp4\"\r\n"
                                + "Content-Type: Video/MP4\r\n\r\n\r\n--front\r\n\r\n--frontier--");

        Multipart.Part name = form.next().orElseThrow();
        assertEquals("name", name.name());
        assertEquals("Kuchen für alle", name.text(100));
        Multipart.Part file = form.next().orElseThrow();
        assertEquals(Optional.of("a \"b\\c\".mp4"), file.fileName());
        assertEquals("video/mp4", file.type());
        assertEquals("\r\n--front\r\n", file.text(100));
        assertTrue(form.next().isEmpty());
    }

    @Test
    void passesOverWhatWasNotRead() throws IOException {
        Multipart form =
                form(
                        "preamble\r\n--frontier\r\nContent-Disposition: form-data; name=a\r\n\r\n"
                                + "x".repeat(200_000)
                                + "\r\n--frontier \r\nContent-Disposition: form-data; name=b\r\n"
                                + "\r\n\r\n--frontier--\r\nepilogue");

        assertEquals("a", form.next().orElseThrow().name());
        Multipart.Part second = form.next().orElseThrow();

        assertEquals("b", second.name());
        assertEquals("", second.text(0));
    }

    @Test
    void givesEveryByteOfAFileWhateverTheSizesOfTheReads() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            byte[] bytes = treacherous(random);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(
                    "--frontier\r\nContent-Disposition: form-data; name=f\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            body.write(bytes);
            body.write("\r\n--frontier--\r\n".getBytes(StandardCharsets.ISO_8859_1));

            Multipart form =
                    Multipart.of(
                            TYPE,
                            new Dribble(new ByteArrayInputStream(body.toByteArray()), random));
            byte[] read = form.next().orElseThrow().body().readAllBytes();

            assertArrayEquals(bytes, read, "seed " + seed);
            assertTrue(form.next().isEmpty(), "seed " + seed);
        }
    }

    @Test
    void saysThatABodyEndsTooEarly() throws IOException {
        Multipart form =
                form("--frontier\r\nContent-Disposition: form-data; name=f\r\n\r\nhalf of it");

        InputStream file = form.next().orElseThrow().body();

        BodyException refused = assertThrows(BodyException.class, file::readAllBytes);
        assertEquals("malformed_multipart", refused.problem().code());
    }

    @Test
    void refusesAFieldAboveItsBound() throws IOException {
        Multipart.Part part =
                form("--frontier\r\nContent-Disposition: form-data; name=f\r\n\r\n12345\r\n--frontier--")
                        .next()
                        .orElseThrow();

        assertEquals(413, assertThrows(BodyException.class, () -> part.text(4)).problem().status());
    }

    @Test
    void refusesAHeadWithoutEnd() {
        assertThrows(
                BodyException.class, () -> form("--frontier\r\n" + "x".repeat(100_000)).next());
    }

    private static Multipart form(String body) {
        return Multipart.of(TYPE, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Bytes that look like the beginning of a boundary all the time. */
    private static byte[] treacherous(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(30_000);
        for (int i = 0; i < pieces; i++) {
            text.append("\r\n--frontie", 0, random.nextInt(11));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Gives a few bytes at a time. */
    private static final class Dribble extends java.io.FilterInputStream {
        private final Random random;

        Dribble(InputStream in, Random random) {
            super(in);
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
        }
    }
}
