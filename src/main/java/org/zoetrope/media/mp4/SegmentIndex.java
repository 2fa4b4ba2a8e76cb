package org.zoetrope.media.mp4;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The index of a finished rung, as the {@code sidx} box before its segments holds it (ISO/IEC
 * 14496-12, 8.16.3): version 1, one reference per segment, each starting with a keyframe.
 *
 * @param start earliest presentation time, in units of the track
 */
public record SegmentIndex(int track, int timescale, long start, List<Entry> entries) {
    private static final int HEAD = 40;
    private static final int REFERENCE = 12;
    private static final int MAX_REFERENCES = 65_535;
    private static final int SIDX =
            ByteBuffer.wrap("sidx".getBytes(StandardCharsets.US_ASCII)).getInt();

    /** Bit 31: starts with a stream access point; bits 28 to 30: of type 1. */
    private static final int STARTS_WITH_KEYFRAME = 0x9000_0000;

    /** One segment; {@code duration} is in units of the track. */
    public record Entry(long bytes, long duration) {
        public Entry {
            if (bytes < 1 || bytes > Integer.MAX_VALUE || duration < 1 || duration > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException(
                        "an index entry cannot hold %d bytes lasting %d"
                                .formatted(bytes, duration));
            }
        }
    }

    public SegmentIndex {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MAX_REFERENCES) {
            throw new IllegalArgumentException(
                    "an index has 1 to %d entries, not %d"
                            .formatted(MAX_REFERENCES, entries.size()));
        }
    }

    /** The index of {@code segments}, which follow each other without gap or overlap. */
    public static SegmentIndex of(Track track, List<Segment> segments) {
        List<Entry> entries = new ArrayList<>(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            Segment now = segments.get(i);
            if (i > 0 && segments.get(i - 1).end() != now.start()) {
                throw new IllegalArgumentException(
                        "segment %d starts at %d, but the one before ends at %d"
                                .formatted(i, now.start(), segments.get(i - 1).end()));
            }
            entries.add(new Entry(now.bytes(), now.duration()));
        }
        long start = segments.isEmpty() ? 0 : segments.getFirst().start();
        return new SegmentIndex(track.id(), track.timescale(), start, entries);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException for everything else
     */
    public static SegmentIndex read(byte[] sidx) {
        try {
            return read(ByteBuffer.wrap(sidx));
        } catch (BufferUnderflowException tooShort) {
            throw new IllegalArgumentException(
                    "sidx of " + sidx.length + " bytes is cut short", tooShort);
        }
    }

    private static SegmentIndex read(ByteBuffer in) {
        int size = in.getInt();
        if (size != in.capacity() || in.getInt() != SIDX || in.getInt() != 0x0100_0000) {
            throw new IllegalArgumentException("not a sidx of version 1 and " + size + " bytes");
        }
        int track = in.getInt();
        int timescale = in.getInt();
        long start = in.getLong();
        in.getLong(); // distance to the first segment: 0
        int count = in.getInt() & 0xFFFF;
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(in.getInt() & 0x7FFF_FFFFL, in.getInt() & 0xFFFF_FFFFL));
            in.getInt();
        }
        return new SegmentIndex(track, timescale, start, entries);
    }

    /** The box. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(HEAD + REFERENCE * entries.size());
        out.putInt(out.capacity()).putInt(SIDX).putInt(0x0100_0000).putInt(track).putInt(timescale);
        out.putLong(start).putLong(0).putInt(entries.size());
        for (Entry entry : entries) {
            out.putInt((int) entry.bytes()).putInt((int) entry.duration());
            out.putInt(STARTS_WITH_KEYFRAME);
        }
        return out.array();
    }

    /** How many bytes the box of so many segments has. */
    public static int bytes(int segments) {
        return HEAD + REFERENCE * segments;
    }

    public double seconds(int segment) {
        return (double) entries.get(segment).duration() / timescale;
    }

    public double seconds() {
        return (double) entries.stream().mapToLong(Entry::duration).sum() / timescale;
    }

    /**
     * Peak bits per second, never below the average. A segment shorter than a second counts as one
     * of a second: a last segment of one keyframe says nothing about the link that a player needs.
     */
    public long bandwidth() {
        long peak =
                entries.stream()
                        .mapToLong(
                                e -> 8 * e.bytes() * timescale / Math.max(timescale, e.duration()))
                        .max()
                        .orElseThrow();
        return Math.max(peak, averageBandwidth());
    }

    public long averageBandwidth() {
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        return Math.round(8 * bytes / seconds());
    }
}
