package org.zoetrope.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.LocalCopy;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.media.encode.PictureKind;
import org.zoetrope.media.encode.Pictures;
import org.zoetrope.media.encode.Pictures.Drawn;
import org.zoetrope.media.encode.UnfitException;
import org.zoetrope.records.UnavailableException;
import org.zoetrope.video.Attachments.Picture;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Refusal;

/**
 * Draws what owners choose as the picture of a video, while they wait, and puts it beside the video
 * (docs/decisions/0019). Draws only so many at once; more wait, and more than may wait are refused.
 * Any thread.
 */
public final class OwnPictures {
    /** Longer files are refused. */
    public static final int MAX_BYTES = 4 << 20;

    private static final Logger log = LoggerFactory.getLogger(OwnPictures.class);
    private static final String KIND = "picture";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Optional<Pictures> artist;
    private final Needs needs;
    private final Semaphore room;
    private final Semaphore drawing;

    /**
     * What it works with; all of it is closed by whoever opened it.
     *
     * @param scratch a directory for what is being drawn, emptied at every start
     * @param changed hears which video has another picture now
     */
    public record Needs(
            Attaching attaching,
            Blobs blobs,
            Path scratch,
            Consumer<VideoId> changed,
            InstantSource clock) {}

    /**
     * @param artist empty where nothing can be drawn: then all is refused
     * @param atOnce how many are drawn side by side
     * @param waiting how many more may wait for their turn
     */
    public OwnPictures(Optional<Pictures> artist, int atOnce, int waiting, Needs needs) {
        this.artist = artist;
        this.needs = needs;
        this.room = new Semaphore(atOnce + waiting);
        this.drawing = new Semaphore(atOnce, true);
    }

    /** Whether there is somebody who draws. */
    boolean isPossible() {
        return artist.isPresent();
    }

    /**
     * Draws a file anew that somebody sent.
     *
     * @throws Refusal 413 too long, 415 not of a kind that is taken, 422 damaged or too large, 503
     */
    Drawn ofFile(InputStream body) throws IOException {
        byte[] start = body.readNBytes(PictureKind.LOOK);
        PictureKind kind =
                PictureKind.of(start)
                        .orElseThrow(() ->
                                new Refusal(
                                        Problem.of(
                                                415,
                                                "unsupported_media_type",
                                                "Pictures are JPEG, PNG or WebP files.")));
        return inPlace(place -> {
            Path file = place.resolve("sent");
            keep(start, body, file);
            return drawn((artist, out) -> artist.picture(file, kind, out), place);
        });
    }

    private static void keep(byte[] start, InputStream body, Path file) throws IOException {
        byte[] rest = new byte[1 << 16];
        long bytes = start.length;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start);
            for (int read = body.read(rest); read >= 0; read = body.read(rest)) {
                bytes += read;
                if (bytes > MAX_BYTES) {
                    throw new Refusal(
                            Problem.of(413, "picture_too_large", "Pictures have at most 4 MiB."));
                }
                out.write(rest, 0, read);
            }
        }
    }

    /**
     * Draws what is seen at a time of the film.
     *
     * @throws Refusal 409 when there are no pictures in it, or none known yet; 503
     */
    Drawn ofFrame(Source source, double seconds) throws IOException {
        Film film =
                Film.of(source)
                        .orElseThrow(() ->
                                new Refusal(
                                        Problem.of(
                                                409,
                                                "no_frames",
                                                "There is no film from which a frame could be"
                                                        + " taken.")));
        return inPlace(place -> {
            try (LocalCopy copy = LocalCopy.of(needs.blobs, film.key(), place)) {
                Path file = copy.path();
                Facts facts = film.facts();
                return drawn((artist, out) -> artist.frame(file, facts, seconds, out), place);
            }
        });
    }

    /** Puts it beside the video, in the place of another one; false when the video has gone. */
    boolean put(VideoId video, Drawn drawn) throws IOException {
        byte[] jpeg = drawn.jpeg();
        Optional<Video> done =
                needs.attaching.put(
                        video,
                        KIND,
                        jpeg,
                        (now, key) -> now.toPicture(Optional.of(named(key, drawn, jpeg.length))));
        log.info("picture video={} width={} height={}", video, drawn.width(), drawn.height());
        needs.changed.accept(video);
        return done.isPresent();
    }

    private Picture named(BlobKey key, Drawn drawn, long bytes) {
        return new Picture(key, drawn.width(), drawn.height(), bytes, needs.clock.instant());
    }

    /** Back to the picture that comes from the film; false when the video has gone. */
    boolean remove(VideoId video) throws IOException {
        Optional<Video> done =
                needs.attaching.change(video, now -> now.toPicture(Optional.empty()));
        needs.changed.accept(video);
        return done.isPresent();
    }

    private interface Drawing {
        Drawn by(Pictures artist, Path out) throws IOException, InterruptedException;
    }

    private interface Work {
        Drawn in(Path place) throws IOException;
    }

    private Drawn inPlace(Work work) throws IOException {
        if (!isPossible()) {
            throw new Refusal(
                    Problem.of(503, "pictures_unavailable", "Pictures cannot be drawn here now."));
        }
        Path place = Files.createTempDirectory(needs.scratch, KIND);
        try {
            return work.in(place);
        } finally {
            clear(place);
        }
    }

    private static void clear(Path place) throws IOException {
        try (Stream<Path> left = Files.walk(place)) {
            for (Path one : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private Drawn drawn(Drawing wish, Path place) throws IOException {
        if (!room.tryAcquire()) {
            throw new UnavailableException(
                    "too many pictures are being drawn", SOON, new IOException("no room"));
        }
        try {
            drawing.acquire();
            try {
                return wish.by(artist.orElseThrow(), Files.createDirectory(place.resolve("out")));
            } finally {
                drawing.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while a picture was drawn");
        } catch (UnfitException unfit) {
            throw new Refusal(
                    Problem.of(
                            422,
                            "picture_unreadable",
                            "This picture cannot be read. It is damaged, or larger than 35"
                                    + " megapixels."));
        } finally {
            room.release();
        }
    }
}
