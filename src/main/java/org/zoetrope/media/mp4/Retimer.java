package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Rational;

/**
 * Moves encoded chunks to their final place on the timeline: whatever times FFmpeg gave its frames,
 * frame k of the video shows at k/rate and lasts until frame k + 1, in every rung and every chunk.
 * So chunks join without gap, overlap or drift, and equal settings give equal headers.
 */
public final class Retimer {
    /** Frames that x264 may decode ahead of showing; the delay of every rung's edit list. */
    static final int DELAY_FRAMES = 2;

    private final Rational rate;

    public Retimer(Rational rate) {
        this.rate = rate;
    }

    /** Segments in a file, with the header that they need. */
    public record Retimed(Init init, List<Segment> segments) {
        public Retimed {
            segments = List.copyOf(segments);
        }
    }

    /**
     * Copies the frames of {@code encoded} into segments.
     *
     * @param encoded a fragmented MP4 of one picture track as FFmpeg wrote it
     * @param firstFrame number of its first frame in the video
     * @param segments how many frames each segment has; each must start with a keyframe
     * @param into is created; must not exist
     * @throws MalformedException if the frames are not those that were ordered
     */
    public Retimed retime(Path encoded, long firstFrame, List<Integer> segments, Path into)
            throws IOException {
        try (FileChannel in = FileChannel.open(encoded);
                FileChannel out =
                        FileChannel.open(
                                into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            FragmentReader reader = new FragmentReader(in);
            ByteBuffer moov =
                    reader.header()
                            .orElseThrow(() -> new MalformedException(encoded + " has no header"));
            Init init = InitWriter.write(moov, Track.PICTURE, ticks(DELAY_FRAMES));
            Frames frames = Frames.read(reader, init.track().timescale(), rate);
            return new Retimed(init, write(frames, firstFrame, segments, in, out));
        }
    }

    private List<Segment> write(
            Frames frames, long firstFrame, List<Integer> sizes, FileChannel in, FileChannel out)
            throws IOException {
        int ordered = sizes.stream().mapToInt(Integer::intValue).sum();
        if (frames.count() != ordered) {
            throw new MalformedException(
                    "%d frames were ordered, %d came".formatted(ordered, frames.count()));
        }
        List<Segment> segments = new ArrayList<>();
        int first = 0;
        for (int size : sizes) {
            segments.add(segment(frames, first, first + size, firstFrame, in, out));
            first += size;
        }
        return segments;
    }

    private Segment segment(
            Frames frames, int from, int to, long firstFrame, FileChannel in, FileChannel out)
            throws IOException {
        if (!frames.isKeyframe(from)) {
            throw new MalformedException(
                    "a segment starts at frame %d, which is no keyframe"
                            .formatted(firstFrame + from));
        }
        SegmentWriter writer = new SegmentWriter(Track.PICTURE, in, out);
        for (int i = from; i < to; i++) {
            long decoded = firstFrame + i;
            long shown = firstFrame + frames.shown(i);
            long offset = ticks(shown) - ticks(decoded) + ticks(DELAY_FRAMES);
            if (offset < 0 || frames.shown(i) < from || frames.shown(i) >= to) {
                throw new MalformedException(
                        "frame %d is decoded as number %d, outside its segment or too late"
                                .formatted(shown, decoded));
            }
            writer.data(frames.data(i), frames.bytes(i));
            int duration = (int) (ticks(decoded + 1) - ticks(decoded));
            writer.samples().add(frames.bytes(i), duration, (int) offset, frames.isKeyframe(i));
        }
        long start = ticks(firstFrame + from);
        long bytes = writer.write(Math.toIntExact(firstFrame + from + 1), start);
        return new Segment(bytes, start, ticks(firstFrame + to) - start);
    }

    private long ticks(long frame) {
        return SegmentMap.ticks(rate, frame);
    }

    /** The frames of a chunk in decode order. */
    private static final class Frames {
        private final Samples samples = new Samples();
        private final List<Long> data = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private final double perFrame;

        private Frames(int timescale, Rational rate) {
            perFrame = timescale / rate.value();
        }

        static Frames read(FragmentReader reader, int timescale, Rational rate) throws IOException {
            Frames frames = new Frames(timescale, rate);
            Optional<Fragment> fragment = reader.next();
            while (fragment.isPresent()) {
                frames.add(fragment.get());
                fragment = reader.next();
            }
            return frames;
        }

        private void add(Fragment fragment) {
            long at = fragment.data();
            long time = fragment.decodeTime();
            Samples more = fragment.samples();
            for (int i = 0; i < more.count(); i++) {
                data.add(at);
                times.add(time + more.offset(i));
                at += more.bytes(i);
                time += more.duration(i);
            }
            samples.addAll(more, 0, more.count());
        }

        int count() {
            return samples.count();
        }

        long data(int frame) {
            return data.get(frame);
        }

        int bytes(int frame) {
            return samples.bytes(frame);
        }

        boolean isKeyframe(int frame) {
            return samples.isKeyframe(frame);
        }

        /** At which place the frame shows: the first one of a closed chunk is shown first. */
        int shown(int frame) {
            return (int) Math.round((times.get(frame) - times.getFirst()) / perFrame);
        }
    }
}
