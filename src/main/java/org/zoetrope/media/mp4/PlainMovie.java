package org.zoetrope.media.mp4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One MP4 of picture and sound with its index in front (ISO/IEC 14496-12), laid over finished
 * rungs: nothing of them is copied or changed. It begins with an index that is computed, and goes
 * on with one {@code mdat} that holds the segments of the rungs in turn, whole, by time; the heads
 * of fragments between the samples are jumped over by the index.
 *
 * <p>Immutable. The index of an hour takes about 3 MB.
 */
public final class PlainMovie {
    private static final int LARGE_MDAT_HEAD = 16;
    private static final long LARGEST_SMALL = 0xFFFF_FFFFL;

    private final byte[] head;
    private final List<Extent> extents;
    private final long bytes;

    /** Some bytes of a rung, counted in the order in which the rungs were given. */
    public record Extent(int rung, long offset, long bytes) {}

    /** A finished rung: an object that was made by {@link Cmaf#join}. */
    public interface Rung {
        /** Of the header; the segment index follows. */
        int initBytes();

        int indexBytes();

        /** The caller closes it. */
        InputStream open(long offset, long length) throws IOException;
    }

    private PlainMovie(byte[] head, List<Extent> extents) {
        this.head = head;
        this.extents = List.copyOf(extents);
        this.bytes = head.length + extents.stream().mapToLong(Extent::bytes).sum();
    }

    /** Reads the heads of all fragments, some kilobytes for each segment; blocks so long. */
    public static PlainMovie over(List<Rung> rungs) throws IOException {
        List<PlainTrack> tracks = new ArrayList<>();
        for (Rung rung : rungs) {
            tracks.add(PlainTrack.read(rung));
        }
        List<Extent> extents = interleaved(tracks);
        long data = extents.stream().mapToLong(Extent::bytes).sum();
        return new PlainMovie(head(tracks, data), extents);
    }

    /** How many bytes stand before the extents. */
    public int headBytes() {
        return head.length;
    }

    /** Some of what stands before the extents. */
    public InputStream head(int offset, int length) {
        return new ByteArrayInputStream(head, offset, length);
    }

    /** What follows the head, in order. */
    public List<Extent> extents() {
        return extents;
    }

    /** Length of the whole file. */
    public long bytes() {
        return bytes;
    }

    /** Segment by segment in the order in which they begin, so that a player reads ahead. */
    private static List<Extent> interleaved(List<PlainTrack> tracks) {
        List<Extent> extents = new ArrayList<>();
        int[] next = new int[tracks.size()];
        long at = 0;
        for (int track = earliest(tracks, next); track >= 0; track = earliest(tracks, next)) {
            Extent extent = tracks.get(track).place(next[track]++, track, at);
            extents.add(extent);
            at += extent.bytes();
        }
        return extents;
    }

    private static int earliest(List<PlainTrack> tracks, int[] next) {
        int found = -1;
        double best = Double.MAX_VALUE;
        for (int i = 0; i < next.length; i++) {
            PlainTrack track = tracks.get(i);
            if (next[i] < track.segments() && track.start(next[i]) < best) {
                best = track.start(next[i]);
                found = i;
            }
        }
        return found;
    }

    /** Places in the file depend on the length of the head, which does not depend on them. */
    private static byte[] head(List<PlainTrack> tracks, long data) throws IOException {
        boolean large = data > LARGEST_SMALL / 2;
        int length = written(tracks, data, 0, large).length;
        return written(tracks, data, length, large);
    }

    private static byte[] written(List<PlainTrack> tracks, long data, long start, boolean large)
            throws MalformedException {
        BoxOutput out = new BoxOutput();
        out.box("ftyp", () -> out.put(Boxes.type("isom")).put(0x200).put(brands()));
        out.box(
                "moov",
                () -> {
                    out.box("mvhd", () -> movieHeader(out, tracks));
                    for (PlainTrack track : tracks) {
                        track.write(out, start, large);
                    }
                });
        out.put(1).put(Boxes.type("mdat")).put(LARGE_MDAT_HEAD + data);
        return out.bytes();
    }

    private static ByteBuffer brands() {
        return StandardCharsets.US_ASCII.encode("isomiso2avc1mp41");
    }

    private static void movieHeader(BoxOutput out, List<PlainTrack> tracks) {
        long duration = tracks.stream().mapToLong(PlainTrack::movieDuration).max().orElseThrow();
        out.put(0x0100_0000).zeros(16).put(PlainTrack.MOVIE_TIMESCALE).put(duration);
        out.put(0x0001_0000).putShort(0x0100).zeros(10); // speed 1, full volume
        out.put(0x0001_0000).zeros(12).put(0x0001_0000).zeros(12).put(0x4000_0000); // as it is
        out.zeros(24).put(Track.SOUND + 1);
    }
}
