package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a copied picture at its own keyframes. Its frames keep their times; the first one shows at
 * 0.
 */
public final class PictureCut {
    private PictureCut() {}

    /**
     * A cut picture.
     *
     * @param firstTime when its first frame shows in the file that was read, in ticks
     */
    public record Cut(
            Init init, SegmentMap map, List<Segment> segments, long frames, long firstTime) {
        public Cut {
            segments = List.copyOf(segments);
        }
    }

    /** Where the fragments (groups of pictures) of the file start showing, and how it goes on. */
    private record Survey(
            ByteBuffer moov,
            List<Long> keyframes,
            long firstDecodeTime,
            long delay,
            long end,
            long frames) {}

    /**
     * Copies the frames of {@code copied} into segments of about 4 s.
     *
     * @param copied a fragmented MP4 of one picture track, 90,000 ticks per second, a fragment for
     *     each keyframe
     * @param into is created; must not exist
     */
    public static Cut cut(Path copied, Path into) throws IOException {
        try (FileChannel in = FileChannel.open(copied);
                FileChannel out =
                        FileChannel.open(
                                into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Survey survey = survey(in);
            Init init = InitWriter.write(survey.moov, Track.PICTURE, survey.delay);
            SegmentMap map = SegmentMap.atKeyframes(survey.keyframes, survey.end);
            List<Segment> segments = write(survey, map, in, out);
            long firstTime = survey.firstDecodeTime + survey.delay;
            return new Cut(init, map, segments, survey.frames, firstTime);
        }
    }

    private static Survey survey(FileChannel in) throws IOException {
        FragmentReader reader = new FragmentReader(in);
        ByteBuffer moov = reader.header().orElseThrow(() -> new MalformedException("no header"));
        Fragment first =
                reader.next().orElseThrow(() -> new MalformedException("no picture at all"));
        long zero = first.presentationTime();
        List<Long> keyframes = new ArrayList<>();
        long end = 0;
        long frames = 0;
        Optional<Fragment> at = Optional.of(first);
        while (at.isPresent()) {
            Fragment now = at.get();
            long shows = now.presentationTime() - zero;
            if (now.startsWithKeyframe() && (keyframes.isEmpty() || shows > keyframes.getLast())) {
                keyframes.add(shows);
            }
            end = Math.max(end, lastShown(now) - zero);
            frames += now.samples().count();
            at = reader.next();
        }
        return new Survey(moov, keyframes, first.decodeTime(), delay(first), end, frames);
    }

    private static long delay(Fragment first) throws MalformedException {
        if (!first.startsWithKeyframe() || first.samples().offset(0) < 0) {
            throw new MalformedException("the picture does not start with a keyframe");
        }
        return first.samples().offset(0);
    }

    private static long lastShown(Fragment fragment) {
        long end = 0;
        long time = fragment.decodeTime();
        for (int i = 0; i < fragment.samples().count(); i++) {
            int duration = fragment.samples().duration(i);
            end = Math.max(end, time + fragment.samples().offset(i) + duration);
            time += duration;
        }
        return end;
    }

    private static List<Segment> write(
            Survey survey, SegmentMap map, FileChannel in, FileChannel out) throws IOException {
        FragmentReader reader = new FragmentReader(in);
        reader.header();
        List<Segment> segments = new ArrayList<>();
        Optional<Fragment> next = reader.next();
        for (int i = 0; i < map.size(); i++) {
            SegmentWriter writer = new SegmentWriter(Track.PICTURE, in, out);
            long decodeTime = next.orElseThrow().decodeTime() - survey.firstDecodeTime;
            while (next.isPresent() && !startsNext(next.get(), survey, map, i)) {
                take(next.get(), writer);
                next = reader.next();
            }
            long bytes = writer.write(i + 1, decodeTime);
            segments.add(new Segment(bytes, map.start(i), map.end(i) - map.start(i)));
        }
        return segments;
    }

    private static boolean startsNext(Fragment fragment, Survey survey, SegmentMap map, int now) {
        long shows = fragment.presentationTime() - survey.firstDecodeTime - survey.delay;
        return fragment.startsWithKeyframe() && now + 1 < map.size() && shows >= map.start(now + 1);
    }

    private static void take(Fragment fragment, SegmentWriter writer) {
        Samples samples = fragment.samples();
        writer.data(fragment.data(), samples.bytes(0, samples.count()));
        writer.samples().addAll(samples, 0, samples.count());
    }
}
