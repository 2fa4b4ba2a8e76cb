package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.care.Sweep;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.media.encode.PictureKind;
import org.zoetrope.media.encode.Pictures;
import org.zoetrope.media.encode.UnfitException;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.records.UnavailableException;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Refusal;

class OwnPicturesTest {
    private static final Video GULLS = Samples.video(1, "Gulls", Visibility.PUBLIC);
    private static final Video TWIN = Samples.video(2, "The same gulls", Visibility.PUBLIC);

    @TempDir private Path scratch;
    private final Documents documents = new Documents(new MemoryRecords());
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final List<VideoId> changed = new ArrayList<>();

    private OwnPictures drawnBy(Pictures artist) {
        var attaching = new Attaching(documents, blobs, () -> Instant.EPOCH);
        return new OwnPictures(
                Optional.of(artist),
                1,
                1,
                new OwnPictures.Needs(
                        attaching, blobs, scratch, changed::add, () -> Instant.EPOCH));
    }

    /** Gives back what it got. */
    private interface Copyist extends Pictures {
        @Override
        default Drawn frame(Path film, Facts facts, double seconds, Path directory)
                throws IOException {
            return new Drawn(Files.readAllBytes(film), 16, 9);
        }

        @Override
        default Drawn picture(Path file, PictureKind kind, Path directory)
                throws IOException, InterruptedException {
            return new Drawn(Files.readAllBytes(file), 16, 9);
        }
    }

    private static final class Plain implements Copyist {}

    private static InputStream jpeg(int bytes) {
        byte[] start = "\u00ff\u00d8\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        return new SequenceInputStream(
                new ByteArrayInputStream(start), new ByteArrayInputStream(new byte[bytes - 3]));
    }

    private static int status(Refusal refusal) {
        return refusal.problem().status();
    }

    private boolean nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            return left.findAny().isEmpty();
        }
    }

    @Test
    void aPictureBelongsToOneVideoAndTheOldOneIsSwept() throws IOException {
        OwnPictures pictures = drawnBy(new Plain());
        documents
                .change()
                .put("/videos/" + GULLS.id(), GULLS)
                .put("/videos/" + TWIN.id(), TWIN)
                .commit();

        assertTrue(pictures.put(GULLS.id(), pictures.ofFile(jpeg(100))));
        BlobKey first = picture(GULLS).orElseThrow();
        assertEquals(100, blobs.stat(first).orElseThrow().bytes());
        assertEquals(Optional.empty(), picture(TWIN));
        assertTrue(pictures.put(GULLS.id(), pictures.ofFile(jpeg(200))));
        assertEquals(List.of(first), swept());
        assertTrue(pictures.remove(GULLS.id()));

        assertEquals(Optional.empty(), picture(GULLS));
        assertEquals(2, swept().size());
        assertEquals(List.of(GULLS.id(), GULLS.id(), GULLS.id()), changed);
        assertTrue(nothingIsLeft());
    }

    private Optional<BlobKey> picture(Video video) throws IOException {
        return documents
                .get("/videos/" + video.id(), Video.class)
                .orElseThrow()
                .value()
                .attachments()
                .picture()
                .map(one -> one.key());
    }

    private List<BlobKey> swept() throws IOException {
        return documents.all("/sweep/", Sweep.class).stream()
                .flatMap(found -> found.value().keys().stream())
                .toList();
    }

    @Test
    void ofAVideoThatHasGoneNothingIsKept() throws IOException {
        OwnPictures pictures = drawnBy(new Plain());

        assertFalse(pictures.put(GULLS.id(), pictures.ofFile(jpeg(100))));

        assertEquals(1, swept().size(), "announced before it was written, and never named");
    }

    @Test
    void whatIsTooLongOrNoPictureIsRefusedUndrawn() throws IOException {
        OwnPictures pictures =
                drawnBy(
                        new Copyist() {
                            @Override
                            public Drawn picture(Path file, PictureKind kind, Path directory) {
                                throw new AssertionError("drawn");
                            }
                        });

        assertEquals(413, refused(pictures, jpeg(OwnPictures.MAX_BYTES + 1)));
        for (String other : List.of("", "a text", "<svg xmlns='x'/>", "GIF89a.......")) {
            assertEquals(
                    415,
                    refused(
                            pictures,
                            new ByteArrayInputStream(other.getBytes(StandardCharsets.UTF_8))),
                    other);
        }
        assertTrue(nothingIsLeft());
    }

    @Test
    void theLongestIsTakenAndADamagedOneIsTold() throws IOException {
        OwnPictures plain = drawnBy(new Plain());
        OwnPictures blind =
                drawnBy(
                        new Copyist() {
                            @Override
                            public Drawn picture(Path file, PictureKind kind, Path directory)
                                    throws UnfitException {
                                throw new UnfitException(
                                        new Reason("not_decodable", "It could not be decoded."));
                            }
                        });

        assertEquals(
                OwnPictures.MAX_BYTES, plain.ofFile(jpeg(OwnPictures.MAX_BYTES)).jpeg().length);
        assertEquals(422, refused(blind, jpeg(100)));
        assertTrue(nothingIsLeft());
    }

    private static int refused(OwnPictures pictures, InputStream file) {
        return status(assertThrows(Refusal.class, () -> pictures.ofFile(file)));
    }

    @Test
    void whoFindsTheLineFullIsSentAwayForAMoment() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        OwnPictures pictures =
                drawnBy(
                        new Copyist() {
                            @Override
                            public Drawn picture(Path file, PictureKind kind, Path directory)
                                    throws IOException, InterruptedException {
                                begun.countDown();
                                goOn.await();
                                return new Drawn(Files.readAllBytes(file), 16, 9);
                            }
                        });
        List<Thread> two =
                List.of(
                        Thread.startVirtualThread(() -> draw(pictures)),
                        Thread.startVirtualThread(() -> draw(pictures)));
        begun.await();
        while (two.stream().anyMatch(t -> t.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }

        assertThrows(UnavailableException.class, () -> pictures.ofFile(jpeg(100)));

        goOn.countDown();
        for (Thread one : two) {
            one.join();
        }
        assertEquals(100, pictures.ofFile(jpeg(100)).jpeg().length);
    }

    private static void draw(OwnPictures pictures) {
        try {
            var _ = pictures.ofFile(jpeg(100));
        } catch (IOException never) {
            throw new AssertionError(never);
        }
    }
}
