package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts sound into segments while FFmpeg writes it, each at the packet nearest to where the picture
 * is cut. Not thread-safe; close it.
 */
public final class SoundCut implements AutoCloseable {
    private final FileChannel in;
    private final FragmentReader reader;
    private final SegmentMap map;
    private final double leadSeconds;
    private long lead;
    private Optional<Init> init = Optional.empty();
    private final Deque<Packet> waiting = new ArrayDeque<>();
    private int nextSegment;
    private long end;

    /** A packet that is in no segment yet. */
    private record Packet(long data, int bytes, int duration, long time) {
        long middle() {
            return time + duration / 2;
        }
    }

    /** Some segments of sound. */
    public record Piece(Init init, List<Segment> segments) {
        public Piece {
            segments = List.copyOf(segments);
        }
    }

    /**
     * @param growing a fragmented MP4 of one sound track
     * @param leadSeconds how much later than on the published timeline everything is in that file
     */
    public SoundCut(Path growing, SegmentMap map, double leadSeconds) throws IOException {
        this.in = FileChannel.open(growing);
        this.reader = new FragmentReader(in);
        this.map = map;
        this.leadSeconds = leadSeconds;
    }

    /** The header; empty when FFmpeg has not written it yet. */
    public Optional<Init> init() throws IOException {
        if (init.isEmpty()) {
            Optional<ByteBuffer> moov = reader.header();
            if (moov.isPresent()) {
                Init read = InitWriter.write(moov.get(), Track.SOUND, 0);
                lead = Math.round(leadSeconds * read.track().timescale());
                init = Optional.of(read);
            }
        }
        return init;
    }

    /**
     * Writes all segments that are complete now into {@code into}; empty (and no file) when there
     * is none.
     *
     * @param ended FFmpeg has written its last byte: the rest goes into the last segment
     */
    public Optional<Piece> cut(Path into, boolean ended) throws IOException {
        if (init().isEmpty()) {
            return Optional.empty();
        }
        if (!isReady(ended)) {
            return Optional.empty();
        }
        List<Segment> segments = new ArrayList<>();
        try (FileChannel out =
                FileChannel.open(into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (isReady(ended)) {
                segments.add(segment(out));
            }
        }
        return Optional.of(new Piece(init.orElseThrow(), segments));
    }

    /** Where the sound ends so far, in units of the track. */
    public long end() {
        return end;
    }

    /** How many segments were written. */
    public int segments() {
        return nextSegment;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Whether a whole segment waits, and the packet after it. Reads no further than that. */
    private boolean isReady(boolean ended) throws IOException {
        while (waiting.isEmpty() || waiting.getLast().middle() < cutAt(nextSegment)) {
            Optional<Fragment> fragment = reader.next();
            if (fragment.isEmpty()) {
                return ended && !waiting.isEmpty();
            }
            take(fragment.get());
        }
        return true;
    }

    private void take(Fragment fragment) throws MalformedException {
        Samples samples = fragment.samples();
        long data = fragment.data();
        long time = fragment.decodeTime() - lead;
        if (time < end) {
            throw new MalformedException("sound at %d, after %d".formatted(time, end));
        }
        for (int i = 0; i < samples.count(); i++) {
            waiting.add(new Packet(data, samples.bytes(i), samples.duration(i), time));
            data += samples.bytes(i);
            time += samples.duration(i);
        }
        end = time;
    }

    private int timescale() {
        return init.orElseThrow().track().timescale();
    }

    /** Where {@code segment} should end, in units of the track; the last one has no end. */
    private long cutAt(int segment) {
        return segment + 1 < map.size()
                ? Math.round((double) map.start(segment + 1) * timescale() / SegmentMap.TICKS)
                : Long.MAX_VALUE;
    }

    /** A packet belongs to the segment in which its middle lies; a segment has one at least. */
    private Segment segment(FileChannel out) throws IOException {
        SegmentWriter writer = new SegmentWriter(Track.SOUND, in, out);
        long start = waiting.getFirst().time;
        long at = start;
        while (!waiting.isEmpty()
                && (at == start || waiting.getFirst().middle() < cutAt(nextSegment))) {
            Packet packet = waiting.removeFirst();
            Packet next = waiting.peekFirst();
            // a gap between fragments is part of the packet before it: segments have no gaps
            long until = next == null ? packet.time + packet.duration : next.time;
            writer.data(packet.data, packet.bytes);
            writer.samples().add(packet.bytes, Math.toIntExact(until - packet.time), 0, true);
            at = until;
        }
        nextSegment++;
        return new Segment(writer.write(nextSegment, start), start, at - start);
    }
}
