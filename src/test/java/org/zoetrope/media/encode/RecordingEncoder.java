package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.zoetrope.media.mp4.Init;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.mp4.Track;
import org.zoetrope.video.Facts;

/**
 * Makes bytes that are no media, with the right times, and remembers what was asked. Stricter than
 * the real one: wants an empty directory and a source that is there. Fails or breaks when told to.
 */
public final class RecordingEncoder implements Encoder {
    private static final long SECOND = SegmentMap.TICKS;

    private final List<String> asked = new ArrayList<>();
    private final ConcurrentHashMap<String, Integer> failures = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, UnfitException> unfit = new ConcurrentHashMap<>();
    private volatile boolean breakSoundOff;
    private volatile int errors;
    private List<Long> keyframes = List.of(0L, 4 * SECOND, 8 * SECOND);

    /** What was begun, in order: {@code chunk 0+100 [360p]}. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** The next {@code times} tries at what starts with {@code what} end in an IOException. */
    public void fail(String what, int times) {
        failures.put(what, times);
    }

    /** The next sound fails after its first piece was taken. */
    public void breakSoundOff() {
        breakSoundOff = true;
    }

    /** Everything that starts with {@code what} is unfit, for good. */
    public void refuse(String what, UnfitException why) {
        unfit.put(what, why);
    }

    @Override
    public CopiedPicture copyPicture(Assignment work) throws IOException, InterruptedException {
        begin(work, "copy");
        long end = Math.round(work.facts().duration().toNanos() / 1e9 * SECOND);
        SegmentMap map = SegmentMap.atKeyframes(keyframes, end);
        return new CopiedPicture(
                picture(work, "source", map, 0, map.size()),
                map,
                map.frame(work.facts().picture().orElseThrow().frameRate(), map.size()),
                Health.GOOD);
    }

    @Override
    public Sounded copySound(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException {
        return sound(work, "copy-sound", map, pieces);
    }

    @Override
    public Encoded encodeChunk(Assignment work, Chunk chunk, List<Rung> rungs)
            throws IOException, InterruptedException {
        List<String> names = rungs.stream().map(Rung::name).toList();
        begin(work, "chunk " + chunk.firstFrame() + "+" + chunk.frames() + " " + names);
        List<Output> outputs = new ArrayList<>();
        for (Rung rung : rungs) {
            outputs.add(chunk(work, rung, chunk));
        }
        return new Encoded(outputs, Health.GOOD);
    }

    @Override
    public Sounded encodeSound(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException {
        return sound(work, "encode-sound", map, pieces);
    }

    /** What {@link #check} finds from now on. */
    public void findErrors(int count) {
        errors = count;
    }

    @Override
    public Health check(Assignment work, int track) throws IOException, InterruptedException {
        begin(work, "check " + track);
        return new Health(0, errors);
    }

    @Override
    public Poster poster(Assignment work) throws IOException, InterruptedException {
        begin(work, "poster");
        return new Poster(write(work, "poster", 10), 1280, 720);
    }

    @Override
    public Sheet storyboard(Assignment work) throws IOException, InterruptedException {
        begin(work, "storyboard");
        double seconds = work.facts().duration().toNanos() / 1e9;
        return new Sheet(write(work, "storyboard", 10), 1, 1, 192, 108, 1, seconds);
    }

    @Override
    public Optional<String> subtitles(Assignment work, Facts.Text text)
            throws IOException, InterruptedException {
        begin(work, "text " + text.index());
        return Optional.of("WEBVTT\n");
    }

    private synchronized void begin(Assignment work, String what)
            throws IOException, InterruptedException {
        asked.add(what);
        work.progress().at(0.5);
        if (Thread.interrupted()) {
            throw new InterruptedException(what + " was called off");
        }
        if (!Files.isRegularFile(work.source())) {
            throw new AssertionError("no source at " + work.source());
        }
        try (Stream<Path> entries = Files.list(work.directory())) {
            if (!what.startsWith("text") && entries.findAny().isPresent()) {
                throw new AssertionError("directory of " + what + " is not empty");
            }
        }
        for (var refused : unfit.entrySet()) {
            if (what.startsWith(refused.getKey())) {
                throw refused.getValue();
            }
        }
        for (String failing : failures.keySet()) {
            if (what.startsWith(failing) && failures.merge(failing, -1, Integer::sum) >= 0) {
                throw new IOException(what + " fails as told");
            }
        }
    }

    private Output picture(Assignment work, String name, SegmentMap map, int from, int to)
            throws IOException {
        List<Segment> segments =
                IntStream.range(from, to)
                        .mapToObj(n -> new Segment(100, map.start(n), map.end(n) - map.start(n)))
                        .toList();
        Path file = write(work, name, 100 * segments.size());
        Facts.Picture whole = work.facts().picture().orElseThrow();
        Init init = init(Track.PICTURE, (int) SECOND, whole.width(), whole.height());
        return new Output(name, init, file, segments);
    }

    private Output chunk(Assignment work, Rung rung, Chunk chunk) throws IOException {
        List<Segment> segments = new ArrayList<>();
        long frame = chunk.firstFrame();
        for (int frames : chunk.segments()) {
            long start = SegmentMap.ticks(chunk.rate(), frame);
            frame += frames;
            segments.add(new Segment(100, start, SegmentMap.ticks(chunk.rate(), frame) - start));
        }
        Path file = write(work, rung.name(), 100 * segments.size());
        Init init = init(Track.PICTURE, (int) SECOND, rung.width(), rung.height());
        return new Output(rung.name(), init, file, segments);
    }

    private Sounded sound(Assignment work, String what, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException {
        begin(work, what);
        Init init = init(Track.SOUND, 48_000, 0, 0);
        for (int n = 0; n < map.size(); n++) {
            long start = map.start(n) * 48_000 / SECOND;
            long end = map.end(n) * 48_000 / SECOND;
            Path file = write(work, "sound" + n, 50);
            Segment segment = new Segment(50, start, end - start);
            pieces.take(new Output(Output.AUDIO, init, file, List.of(segment)));
            Files.delete(file);
            if (breakSoundOff) {
                breakSoundOff = false;
                throw new IOException("the sound breaks off as told");
            }
        }
        return new Sounded(init, map.end() * 48_000 / SECOND, map.size(), Health.GOOD);
    }

    private static Init init(int track, int timescale, int width, int height) {
        String codecs = width == 0 ? "mp4a.40.2" : "avc1.64001f";
        byte[] bytes =
                ("init of " + track + " " + width)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Init.stored(
                bytes, new Track(track, timescale, codecs, width, height, width == 0 ? 2 : 0));
    }

    private static Path write(Assignment work, String name, int bytes) throws IOException {
        return Files.write(work.directory().resolve(name), new byte[bytes]);
    }
}
