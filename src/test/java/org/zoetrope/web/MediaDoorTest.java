package org.zoetrope.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.MediaTokens;
import org.zoetrope.deliver.Segments;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;
import org.zoetrope.video.Work;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.http.TestEngine;

class MediaDoorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Sha256 SHA = new Sha256("a".repeat(64));
    private final Documents documents = new Documents(new MemoryRecords());
    private final Blobs blobs = new MemoryBlobs();
    private final MediaTokens tokens =
            new MediaTokens(List.of(new MediaTokens.Key('a', new byte[32])), () -> NOW);
    private final Delivery delivery = new Delivery(documents, tokens, System::nanoTime);
    private final byte[] film = film();
    private BlobKey rung = BlobKey.fresh("media", "x");
    private final TestEngine server;

    MediaDoorTest() throws IOException {
        MediaDoor door = new MediaDoor(delivery, blobs, new OneLine(), new OnePiece());
        server = TestEngine.start(door.routes().toArray(Route[]::new));
    }

    @BeforeEach
    void storeASource() throws IOException {
        BlobKey original = put("original", film);
        rung = put("media", film);
        Media media =
                new Media(
                        Optional.of("video/mp4"),
                        List.of(
                                new Media.Rendition(
                                        "720p",
                                        1280,
                                        720,
                                        Optional.empty(),
                                        "avc1.64001f",
                                        1000,
                                        900,
                                        rung,
                                        film.length,
                                        10,
                                        20)),
                        List.of(),
                        Optional.of(put("poster", new byte[] {1, 2, 3})),
                        Optional.empty(),
                        List.of());
        Facts facts =
                new Facts(
                        "mp4",
                        Duration.ofSeconds(9),
                        Optional.empty(),
                        List.of(
                                new Facts.Sound(
                                        0,
                                        "aac",
                                        2,
                                        48000,
                                        Optional.empty(),
                                        0,
                                        1,
                                        Optional.empty())),
                        List.of(),
                        List.of(),
                        true,
                        Optional.empty());
        assertTrue(
                documents
                        .change()
                        .create(
                                "/sources/" + SHA,
                                new Source(
                                        SHA,
                                        film.length,
                                        Optional.of(original),
                                        Optional.empty(),
                                        1,
                                        NOW,
                                        new SourceState.Published(facts, media, Work.none(), NOW)))
                        .commit());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private BlobKey put(String kind, byte[] bytes) throws IOException {
        return blobs.put(BlobKey.fresh(kind, "x"), new ByteArrayInputStream(bytes)).key();
    }

    private Video video(Visibility visibility) throws IOException {
        Video video =
                new Video(
                        VideoId.random(),
                        1,
                        "alice",
                        "alice_channel",
                        "A title",
                        "",
                        List.of(),
                        visibility,
                        Optional.of(SHA),
                        Optional.empty(),
                        "Ünfug \"a\".mp4",
                        Optional.empty(),
                        true,
                        NOW,
                        NOW,
                        0);
        assertTrue(documents.change().create("/videos/" + video.id(), video).commit());
        return video;
    }

    @Test
    void sendsWholesRangesAndSeveralRanges() throws Exception {
        String rendition = delivery.base(video(Visibility.PUBLIC)) + "/720p.mp4";

        HttpResponse<byte[]> whole = bytes(rendition);
        HttpResponse<byte[]> part = bytes(rendition, "Range", "bytes=100-199");
        HttpResponse<byte[]> parts = bytes(rendition, "Range", "bytes=0-1,-2");
        HttpResponse<byte[]> none = bytes(rendition, "Range", "bytes=99999-");

        assertEquals(200, whole.statusCode());
        assertArrayEquals(film, whole.body());
        assertEquals(206, part.statusCode());
        assertArrayEquals(Arrays.copyOfRange(film, 100, 200), part.body());
        assertEquals("bytes 100-199/1000", header(part, "content-range"));
        assertEquals(206, parts.statusCode());
        String boundary =
                header(parts, "content-type").replace("multipart/byteranges; boundary=", "");
        assertEquals(
                "\r\n--B\r\nContent-Type: video/mp4\r\nContent-Range: bytes 0-1/1000\r\n\r\n\0\1"
                        + "\r\n--B\r\nContent-Type: video/mp4\r\nContent-Range: bytes 998-999/1000"
                        + "\r\n\r\nfg\r\n--B--\r\n",
                new String(parts.body(), StandardCharsets.ISO_8859_1).replace(boundary, "B"));
        assertEquals(416, none.statusCode());
        assertEquals("bytes */1000", header(none, "content-range"));
    }

    @Test
    void answersConditions() throws Exception {
        String rendition = delivery.base(video(Visibility.PUBLIC)) + "/720p.mp4";
        String tag = header(bytes(rendition), "etag");

        assertEquals(304, bytes(rendition, "If-None-Match", tag).statusCode());
        assertEquals(412, bytes(rendition, "If-Match", "\"other\"").statusCode());
        assertEquals(
                200, bytes(rendition, "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode());
    }

    @Test
    void letsCachesKeepForEverOnlyWhatNamesItsAttempt() throws Exception {
        String rendition = delivery.base(video(Visibility.PUBLIC)) + "/720p.mp4";

        assertEquals(
                "public, max-age=31536000, s-maxage=300, immutable",
                header(bytes(rendition + "?v=" + rung.attempt()), "cache-control"));
        assertEquals("public, no-cache", header(bytes(rendition), "cache-control"));
        assertEquals("public, no-cache", header(bytes(rendition + "?v=old"), "cache-control"));
    }

    @Test
    void showsPrivateMediaOnlyUnderASignedAddress() throws Exception {
        Video video = video(Visibility.PRIVATE);
        Video other = video(Visibility.PRIVATE);
        String signed = delivery.base(video);

        for (String file :
                List.of("720p.mp4", "master.m3u8", "original", "poster.jpg", "480p/0.m4s")) {
            assertEquals(200, bytes(signed + "/" + file).statusCode(), file);
            assertEquals(404, bytes("/media/" + video.id() + "/" + file).statusCode(), file);
            assertEquals(
                    404,
                    bytes(signed.replace(video.id().toString(), other.id().toString()) + "/" + file)
                            .statusCode(),
                    file);
        }
        assertTrue(header(bytes(signed + "/720p.mp4"), "cache-control").startsWith("private"));
    }

    @Test
    void anotherCaptionIsThereAtOnceUnderAnotherAddress() throws Exception {
        Video video = video(Visibility.PRIVATE);
        Video first = captioned(video, "first");
        String link = delivery.base(first) + "/captions/de.vtt";
        String former = link + "?v=" + first.attachments().keys().getFirst().attempt();
        HttpResponse<byte[]> before = bytes(former);

        Video second = captioned(video, "second");

        HttpResponse<byte[]> after =
                bytes(link + "?v=" + second.attachments().keys().getFirst().attempt());
        assertEquals("first", new String(before.body(), UTF_8));
        assertEquals("second", new String(after.body(), UTF_8));
        assertEquals("private, max-age=31536000, immutable", header(after, "cache-control"));
        assertEquals("text/vtt; charset=utf-8", header(after, "content-type"));
        assertEquals(404, bytes(former).statusCode());
        assertEquals("private, no-cache", header(bytes(link), "cache-control"));
        assertEquals(404, bytes("/media/" + video.id() + "/captions/de.vtt").statusCode());
    }

    private Video captioned(Video video, String text) throws IOException {
        return new Attaching(documents, blobs, () -> NOW)
                .put(
                        video.id(),
                        "subtitles",
                        text.getBytes(UTF_8),
                        (now, key) ->
                                now.toCaptioned(
                                        new Attachments.Caption(
                                                key, "de", "German", text.length(), NOW)))
                .orElseThrow();
    }

    @Test
    void namesDownloadsAsTheOwnerDid() throws Exception {
        String base = delivery.base(video(Visibility.UNLISTED));

        HttpResponse<byte[]> download = bytes(base + "/original?download=1");

        assertEquals(
                "attachment; filename=\"_nfug _a_.mp4\"; filename*=UTF-8''%C3%9Cnfug%20%22a%22.mp4",
                header(download, "content-disposition"));
        assertEquals("application/octet-stream", header(download, "content-type"));
        assertEquals("video/mp4", header(bytes(base + "/original"), "content-type"));
        String rung = header(bytes(base + "/720p.mp4?download=1"), "content-disposition");
        assertTrue(rung.endsWith("''%C3%9Cnfug%20%22a%22-720p.mp4"), rung);
    }

    @Test
    void whoPlaysAnOriginalThatIsNotKeptGoesOnUntilItsBytesAreSwept() throws Exception {
        String base = delivery.base(video(Visibility.PUBLIC));
        BlobKey original = source().value().original().orElseThrow();
        letTheOriginalGo();

        HttpResponse<byte[]> rest = bytes(base + "/original", "Range", "bytes=500-");

        assertEquals(206, rest.statusCode());
        assertEquals("video/mp4", header(rest, "content-type"));
        assertArrayEquals(Arrays.copyOfRange(film, 500, 1000), rest.body());
        assertEquals(200, bytes(base + "/original?download").statusCode());
        blobs.delete(original);
        assertEquals(404, bytes(base + "/original").statusCode());
        assertEquals(404, bytes(base + "/original?download").statusCode());
    }

    private void letTheOriginalGo() throws IOException {
        Versioned<Source> found = source();
        SourceState.Published now = (SourceState.Published) found.value().state();
        Source without = found.value().toWithoutOriginal(now);
        assertTrue(documents.change().replace(found, without).commit());
    }

    @Test
    void waitsForSegmentsThatAreBeingMadeAndThenSaysWhenToAskAgain() throws Exception {
        String base = delivery.base(video(Visibility.PUBLIC));

        assertEquals(
                "piece 0", new String(bytes(base + "/480p/0.m4s").body(), StandardCharsets.UTF_8));
        HttpResponse<byte[]> later = bytes(base + "/480p/7.m4s");
        assertEquals(503, later.statusCode());
        assertEquals("2", header(later, "retry-after"));
        assertEquals(404, bytes(base + "/480p/9999999.m4s").statusCode());
        assertEquals(404, bytes(base + "/480p/-1.m4s").statusCode());
        assertEquals(404, bytes(base + "/480p.mp4").statusCode());
        assertEquals(404, bytes(base + "/storyboard.jpg").statusCode());
    }

    @Test
    void looksIntoTheRecordsBeforeItSaysThatSomethingIsNotThere() throws Exception {
        String base = delivery.base(video(Visibility.PUBLIC));
        Versioned<Source> finished = source();
        assertTrue(
                documents
                        .change()
                        .replace(finished, finished.value().toState(new SourceState.Received()))
                        .commit());
        assertEquals(404, bytes(base + "/720p.mp4").statusCode());

        assertTrue(documents.change().replace(source(), finished.value()).commit());

        assertEquals(200, bytes(base + "/720p.mp4").statusCode());
    }

    private Versioned<Source> source() throws IOException {
        return documents.get("/sources/" + SHA, Source.class).orElseThrow();
    }

    private HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("absent");
    }

    private static byte[] film() {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i < 2 ? i : i % 128);
        }
        return bytes;
    }

    /** Playlists of one line. */
    private static final class OneLine implements Playlists {
        @Override
        public Optional<String> master(Delivery.Shown shown) {
            return Optional.of("#EXTM3U\n");
        }

        @Override
        public Optional<String> rung(Delivery.Shown shown, String rendition) {
            return Optional.of("#EXTM3U\n");
        }

        @Override
        public Optional<String> captions(Delivery.Shown shown, String language) {
            return Optional.empty();
        }

        @Override
        public Optional<String> storyboard(Delivery.Shown shown) {
            return Optional.empty();
        }

        @Override
        public Optional<String> manifest(Delivery.Shown shown) {
            return Optional.empty();
        }
    }

    /** Segment 0 is there, the others will come. */
    private static final class OnePiece implements Segments {
        @Override
        public Found init(Sha256 source, String rendition, Duration patience) {
            return new Found.Unknown();
        }

        @Override
        public Found segment(Sha256 source, String rendition, int number, Duration patience) {
            byte[] piece = "piece 0".getBytes(StandardCharsets.UTF_8);
            return number == 0
                    ? new Found.Ready(new ByteArrayInputStream(piece), piece.length)
                    : new Found.NotYet();
        }

        @Override
        public Optional<double[]> boundaries(Sha256 source) {
            return Optional.empty();
        }
    }
}
