package org.zoetrope.transcode;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.media.encode.Assignment;
import org.zoetrope.media.encode.Chunk;
import org.zoetrope.media.encode.CopiedPicture;
import org.zoetrope.media.encode.Encoded;
import org.zoetrope.media.encode.Encoder;
import org.zoetrope.media.encode.Output;
import org.zoetrope.media.encode.Poster;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.media.encode.Sheet;
import org.zoetrope.media.encode.Sounded;
import org.zoetrope.media.mp4.Cmaf;
import org.zoetrope.media.mp4.Init;
import org.zoetrope.media.mp4.Joined;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.mp4.Track;
import org.zoetrope.media.playlist.TextTrack;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Rational;
import org.zoetrope.video.Sha256;

/**
 * Does one task: makes bytes, stores them under fresh keys and tells the result. Names nothing in
 * the records; who calls it commits the result, or lets the bytes be swept.
 */
public final class Maker {
    private final Blobs blobs;
    private final Encoder encoder;

    public Maker(Blobs blobs, Encoder encoder) {
        this.blobs = blobs;
        this.encoder = encoder;
    }

    /**
     * What a task needs to know.
     *
     * @param made results so far, of the same plan
     * @param original the source's bytes
     * @param scratch an empty directory of this task alone
     * @param naming of the objects that are written
     * @param keeper takes parts that can be used before the task ends
     */
    record Job(
            Plan plan,
            Task task,
            Assembly made,
            Path original,
            Path scratch,
            Naming naming,
            Assignment.Progress progress,
            Keeper keeper) {
        Assignment assignment() {
            return new Assignment(original, plan.facts(), scratch, task.isFirst(), progress);
        }
    }

    /** Gives the objects of one try their keys, in a row. Not thread-safe. */
    static final class Naming {
        private final Sha256 source;
        private final Attempt attempt;
        private int serial;

        Naming(Sha256 source, Attempt attempt) {
            this.source = source;
            this.attempt = attempt;
        }

        BlobKey next(String kind) {
            return attempt.object(kind, source, serial++);
        }
    }

    /** Commits a part of the result under a name of its own. */
    interface Keeper {
        void keep(String name, Result part) throws IOException;
    }

    /** Blocks for as long as the work takes; interrupting it ends it. */
    Result make(Job job) throws IOException, InterruptedException {
        return switch (job.task()) {
            case Task.CopyPicture task -> copyPicture(job, task);
            case Task.Sound task -> sound(job, task);
            case Task.Chunk task -> chunk(job, task);
            case Task.Join task -> join(job, task);
            case Task.Poster _ -> poster(job);
            case Task.Storyboard _ -> storyboard(job);
            case Task.Texts _ -> texts(job);
            case Task.Check(String _, List<Integer> tracks) -> check(job, tracks);
        };
    }

    private Result copyPicture(Job job, Task.CopyPicture task)
            throws IOException, InterruptedException {
        CopiedPicture copied = encoder.copyPicture(job.assignment());
        Output output = copied.output();
        Joined head = Cmaf.join(output.init(), output.segments());
        BlobKey key = job.naming().next("rung");
        try (InputStream bytes = sequence(head, output.file())) {
            blobs.put(key, bytes);
        }
        Rational rate = job.plan().facts().picture().orElseThrow().frameRate();
        Media.Rendition rendition =
                rendition(task.rung(), key, head, output.init().track(), Optional.of(rate));
        return new Result.Finished(
                rendition, Optional.of(copied.map()), copied.health().isDamaged());
    }

    private Result sound(Job job, Task.Sound task) throws IOException, InterruptedException {
        Facts.Sound track = job.plan().facts().sounds().getFirst();
        PieceStore pieces = new PieceStore(job);
        Sounded sounded =
                task.copied()
                        ? encoder.copySound(job.assignment(), track, job.plan().map(), pieces::take)
                        : encoder.encodeSound(
                                job.assignment(), track, job.plan().map(), pieces::take);
        Media.Rendition rendition = compose(job, Assembly.SOUND, sounded.init(), pieces.parts);
        return new Result.Finished(rendition, Optional.empty(), sounded.health().isDamaged());
    }

    /** Stores sound as it comes, so that it can be heard before its end is made. */
    private final class PieceStore {
        private final Job job;
        private final List<Result.Part> parts = new ArrayList<>();
        private int next;

        PieceStore(Job job) {
            this.job = job;
        }

        void take(Output piece) throws IOException {
            Result.Part part = store(job, piece, next);
            job.keeper()
                    .keep("sound." + next, new Result.Parts(Map.of(Assembly.SOUND, part), false));
            parts.add(part);
            next += piece.segments().size();
        }
    }

    private Result chunk(Job job, Task.Chunk task) throws IOException, InterruptedException {
        Plan plan = job.plan();
        Rational rate = plan.facts().picture().orElseThrow().frameRate();
        List<Rung> rungs = task.rungs().stream().map(plan::rung).toList();
        Chunk chunk = Chunk.of(plan.map(), rate, task.from(), task.to());
        Encoded encoded = encoder.encodeChunk(job.assignment(), chunk, rungs);
        Map<String, Result.Part> parts = new HashMap<>();
        for (Output output : encoded.outputs()) {
            parts.put(output.rung(), store(job, output, task.from()));
        }
        return new Result.Parts(parts, encoded.health().isDamaged());
    }

    private Result.Part store(Job job, Output output, int first) throws IOException {
        BlobKey key = job.naming().next("part");
        try (InputStream bytes = Files.newInputStream(output.file())) {
            blobs.put(key, bytes);
        }
        return Result.Part.of(key, output.init(), first, output.segments());
    }

    private Result join(Job job, Task.Join task) throws IOException {
        List<Result.Part> parts = job.made().parts(task.rung());
        Init init = parts.getFirst().header();
        return new Result.Finished(compose(job, task.rung(), init, parts), Optional.empty(), false);
    }

    /** One object: a head that we write, and the parts as they are. */
    private Media.Rendition compose(Job job, String name, Init init, List<Result.Part> parts)
            throws IOException {
        List<Segment> segments = parts.stream().flatMap(part -> part.segments().stream()).toList();
        Joined head = Cmaf.join(init, segments);
        BlobKey headKey = job.naming().next("head");
        blobs.put(headKey, new ByteArrayInputStream(head.head()));
        List<BlobKey> all = new ArrayList<>(List.of(headKey));
        parts.forEach(part -> all.add(part.key()));
        BlobKey key = job.naming().next("rung");
        blobs.compose(key, all);
        blobs.delete(headKey);
        Optional<Rational> rate =
                init.track().isSound()
                        ? Optional.empty()
                        : job.plan().facts().picture().map(Facts.Picture::frameRate);
        return rendition(name, key, head, init.track(), rate);
    }

    private static Media.Rendition rendition(
            String name, BlobKey key, Joined head, Track track, Optional<Rational> rate) {
        return new Media.Rendition(
                name,
                track.width(),
                track.height(),
                rate,
                track.codecs(),
                head.bandwidth(),
                head.averageBandwidth(),
                key,
                head.bytes(),
                head.initBytes(),
                head.indexBytes());
    }

    private Result poster(Job job) throws IOException, InterruptedException {
        Poster poster = encoder.poster(job.assignment());
        return new Result.Poster(put("poster", job, poster.file()));
    }

    private Result storyboard(Job job) throws IOException, InterruptedException {
        Sheet sheet = encoder.storyboard(job.assignment());
        BlobKey key = put("storyboard", job, sheet.file());
        return new Result.Storyboard(
                new Media.Storyboard(
                        key,
                        sheet.columns(),
                        sheet.rows(),
                        sheet.width(),
                        sheet.height(),
                        sheet.count(),
                        sheet.everySeconds()));
    }

    private Result texts(Job job) throws IOException, InterruptedException {
        Map<String, Media.Caption> captions = new java.util.LinkedHashMap<>();
        for (Facts.Text text : job.plan().facts().texts()) {
            String language = Languages.shortest(text.language().orElse("und"));
            Optional<String> vtt =
                    captions.containsKey(language)
                            ? Optional.empty()
                            : encoder.subtitles(job.assignment(), text);
            if (vtt.isPresent()) {
                BlobKey key = job.naming().next("caption");
                byte[] bytes = vtt.get().getBytes(StandardCharsets.UTF_8);
                blobs.put(key, new ByteArrayInputStream(bytes));
                captions.put(language, new Media.Caption(key, language, TextTrack.label(language)));
            }
        }
        return new Result.Texts(List.copyOf(captions.values()));
    }

    private Result check(Job job, List<Integer> tracks) throws IOException, InterruptedException {
        boolean damaged = false;
        for (int track : tracks) {
            damaged |= encoder.check(job.assignment(), track).isDamaged();
        }
        return new Result.Checked(damaged);
    }

    private BlobKey put(String kind, Job job, Path file) throws IOException {
        BlobKey key = job.naming().next(kind);
        try (InputStream bytes = Files.newInputStream(file)) {
            blobs.put(key, bytes);
        }
        return key;
    }

    private static InputStream sequence(Joined head, Path file) throws IOException {
        return new SequenceInputStream(
                new ByteArrayInputStream(head.head()),
                new BufferedInputStream(Files.newInputStream(file), 1 << 18));
    }
}
