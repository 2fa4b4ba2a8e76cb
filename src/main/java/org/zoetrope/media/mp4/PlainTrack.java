package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.mp4.PlainMovie.Extent;
import org.zoetrope.media.mp4.PlainMovie.Rung;

/** One rung as a track of a {@link PlainMovie}: its samples and where they lie. */
final class PlainTrack {
    /** Fine enough to say when a packet of sound begins. */
    static final int MOVIE_TIMESCALE = 90_000;

    /** Version 1, with long times; the track is enabled and part of the movie. */
    private static final int ENABLED = 0x0100_0003;

    private static final List<String> KEPT = List.of("vmhd", "smhd", "dinf");

    private final ByteBuffer moov;
    private final SegmentIndex index;
    private final List<SegmentHead> heads;
    private final Samples samples = new Samples();
    private final long[] places;
    private final long firstDecodeTime;

    private PlainTrack(ByteBuffer moov, SegmentIndex index, List<SegmentHead> heads)
            throws MalformedException {
        this.moov = moov;
        this.index = index;
        this.heads = heads;
        this.places = new long[heads.size()];
        this.firstDecodeTime = heads.getFirst().fragments().getFirst().decodeTime();
        gather();
    }

    static PlainTrack read(Rung rung) throws IOException {
        byte[] init = SegmentHead.bytes(rung, 0, rung.initBytes());
        SegmentIndex index =
                SegmentIndex.read(SegmentHead.bytes(rung, rung.initBytes(), rung.indexBytes()));
        List<SegmentHead> heads = new ArrayList<>();
        long offset = (long) rung.initBytes() + rung.indexBytes();
        for (SegmentIndex.Entry entry : index.entries()) {
            heads.add(SegmentHead.read(rung, offset, entry.bytes()));
            offset += entry.bytes();
        }
        return new PlainTrack(
                Boxes.path(ByteBuffer.wrap(init), "moov").slice(), index, List.copyOf(heads));
    }

    /** All samples in one row; a hole between two fragments is shown as a longer sample. */
    private void gather() throws MalformedException {
        long expected = firstDecodeTime;
        for (SegmentHead head : heads) {
            for (Fragment fragment : head.fragments()) {
                long hole = fragment.decodeTime() - expected;
                if (hole != 0) {
                    samples.stretchLast(hole);
                }
                samples.addAll(fragment.samples(), 0, fragment.samples().count());
                expected = fragment.end();
            }
        }
    }

    int segments() {
        return heads.size();
    }

    /** When a segment begins, in seconds. */
    double start(int segment) {
        return (double) heads.get(segment).fragments().getFirst().decodeTime() / index.timescale();
    }

    /** Fixes where in the data of the movie a segment lies. */
    Extent place(int segment, int rung, long at) {
        places[segment] = at;
        return new Extent(rung, heads.get(segment).offset(), heads.get(segment).bytes());
    }

    /** How long the movie lasts for this track. */
    long movieDuration() {
        return inMovie(firstDecodeTime) + inMovie(samples.duration());
    }

    private long inMovie(long units) {
        return Math.round((double) units * MOVIE_TIMESCALE / index.timescale());
    }

    /** What the header of the rung takes off the front (see {@link InitWriter}). */
    private int delay() {
        try {
            ByteBuffer trak = Boxes.path(moov, "trak");
            Optional<ByteBuffer> edits = Boxes.child(trak, Boxes.type("edts"));
            return edits.isEmpty() ? 0 : Boxes.path(edits.get(), "elst").getInt(12);
        } catch (MalformedException | IndexOutOfBoundsException notOurs) {
            throw new IllegalStateException("a header that we did not write", notOurs);
        }
    }

    /**
     * Writes the {@code trak}.
     *
     * @param start where in the file the data begins
     * @param large places may not fit in 32 bits
     */
    void write(BoxOutput out, long start, boolean large) throws MalformedException {
        ByteBuffer trak = Boxes.path(moov, "trak");
        ByteBuffer mdia = Boxes.path(trak, "mdia");
        ByteBuffer minf = Boxes.path(mdia, "minf");
        out.box(
                "trak",
                () -> {
                    trackHeader(out, Boxes.path(trak, "tkhd"));
                    out.box("edts", () -> out.box("elst", () -> edits(out)));
                    out.box(
                            "mdia",
                            () -> {
                                mediaHeader(out, Boxes.path(mdia, "mdhd"));
                                out.box("hdlr", Boxes.path(mdia, "hdlr"));
                                out.box("minf", () -> information(out, minf, start, large));
                            });
                });
    }

    /** All of it but the duration is as the rung says; its last part begins behind it. */
    private void trackHeader(BoxOutput out, ByteBuffer tkhd) throws MalformedException {
        boolean longTimes = tkhd.get(0) == 1;
        int id = tkhd.getInt(longTimes ? 20 : 12);
        int behind = longTimes ? 36 : 24;
        ByteBuffer rest = tkhd.slice(behind, tkhd.limit() - behind);
        out.box(
                "tkhd",
                () -> out.put(ENABLED).zeros(16).put(id).put(0).put(movieDuration()).put(rest));
    }

    /** A track that begins late is awaited by an empty edit. */
    private void edits(BoxOutput out) {
        boolean late = firstDecodeTime > 0;
        out.put(0x0100_0000).put(late ? 2 : 1);
        if (late) {
            out.put(inMovie(firstDecodeTime)).put(-1L).put(0x0001_0000);
        }
        out.put(inMovie(samples.duration())).put((long) delay()).put(0x0001_0000);
    }

    private void mediaHeader(BoxOutput out, ByteBuffer mdhd) throws MalformedException {
        short language = mdhd.getShort(mdhd.get(0) == 1 ? 32 : 20);
        out.box(
                "mdhd",
                () ->
                        out.put(0x0100_0000)
                                .zeros(16)
                                .put(index.timescale())
                                .put(samples.duration())
                                .putShort(language)
                                .zeros(2));
    }

    private void information(BoxOutput out, ByteBuffer minf, long start, boolean large)
            throws MalformedException {
        for (String name : KEPT) {
            Optional<ByteBuffer> box = Boxes.child(minf, Boxes.type(name));
            if (box.isPresent()) {
                out.box(name, box.get());
            }
        }
        out.box(
                "stbl",
                () -> {
                    out.box("stsd", Boxes.path(minf, "stbl", "stsd"));
                    SampleTables.write(out, samples);
                    out.box("stsc", () -> chunkSizes(out));
                    out.box(large ? "co64" : "stco", () -> chunkPlaces(out, start, large));
                });
    }

    /** A fragment is a chunk; one entry where the number of samples changes. */
    private void chunkSizes(BoxOutput out) {
        int count = out.put(0).position();
        out.put(0);
        int chunk = 0;
        int entries = 0;
        int before = -1;
        for (SegmentHead head : heads) {
            for (Fragment fragment : head.fragments()) {
                chunk++;
                if (fragment.samples().count() != before) {
                    before = fragment.samples().count();
                    out.put(chunk).put(before).put(1);
                    entries++;
                }
            }
        }
        out.set(count, entries);
    }

    private void chunkPlaces(BoxOutput out, long start, boolean large) {
        out.put(0).put(heads.stream().mapToInt(head -> head.fragments().size()).sum());
        for (int i = 0; i < places.length; i++) {
            for (Fragment fragment : heads.get(i).fragments()) {
                long place = start + places[i] + fragment.data() - heads.get(i).offset();
                if (large) {
                    out.put(place);
                } else {
                    out.put((int) place);
                }
            }
        }
    }
}
