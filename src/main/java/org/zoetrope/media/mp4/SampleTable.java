package org.zoetrope.media.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Walks once over the sample table of a track (ISO/IEC 14496-12, 8.6 and 8.7) and compares each
 * sample with the length of the file. Reading outside a table throws.
 */
final class SampleTable {
    private static final int PICTURE_HANDLER = Boxes.type("vide");
    private static final int MOST_SAMPLES = 20_000_000;
    private static final int MOST_KEYFRAMES = 500_000;
    private static final int FIELDS = 8;

    private final long fileBytes;
    private final long timescale;
    private final boolean isPicture;
    private final Edit edit;
    private final ByteBuffer sizes;
    private final ByteBuffer runsOfSamples;
    private final ByteBuffer chunks;
    private final boolean wideChunks;
    private final Runs durations;
    private final Optional<Runs> offsets;
    private final Optional<ByteBuffer> sync;

    private final List<Double> keyframes = new ArrayList<>();
    private double end;
    private long time;
    private long missing;
    private int sample;
    private int nextSync;

    SampleTable(ByteBuffer trak, long movieScale, long fileBytes) throws MalformedException {
        this.fileBytes = fileBytes;
        ByteBuffer mdia = Boxes.path(trak, "mdia");
        ByteBuffer mdhd = Boxes.path(mdia, "mdhd");
        timescale = mdhd.getInt(mdhd.get(0) == 1 ? 20 : 12) & 0xFFFF_FFFFL;
        if (timescale == 0 || movieScale == 0) {
            throw new MalformedException("a track without a clock");
        }
        isPicture = Boxes.path(mdia, "hdlr").getInt(8) == PICTURE_HANDLER;
        edit = Edit.of(trak, (double) timescale / movieScale);
        ByteBuffer stbl = Boxes.path(mdia, "minf", "stbl");
        sizes = Boxes.path(stbl, "stsz");
        runsOfSamples = Boxes.path(stbl, "stsc");
        wideChunks = Boxes.child(stbl, Boxes.type("co64")).isPresent();
        chunks = Boxes.path(stbl, wideChunks ? "co64" : "stco");
        durations = new Runs(Boxes.path(stbl, "stts"));
        offsets = Boxes.child(stbl, Boxes.type("ctts")).map(Runs::new);
        sync = Boxes.child(stbl, Boxes.type("stss"));
    }

    IndexedTrack walk() throws MalformedException {
        int samples = count(sizes, 8, MOST_SAMPLES);
        int chunkCount = count(chunks, 4, MOST_SAMPLES);
        int runs = count(runsOfSamples, 4, MOST_SAMPLES);
        for (int run = 0; run < runs && sample < samples; run++) {
            int at = FIELDS + 12 * run;
            int until = run + 1 < runs ? runsOfSamples.getInt(at + 12) - 1 : chunkCount;
            int each = count(runsOfSamples, at + 4, MOST_SAMPLES);
            if (each == 0) { // every turn below must get on, however the tables were made up
                throw new MalformedException("chunks of no samples");
            }
            for (int chunk = runsOfSamples.getInt(at) - 1;
                    chunk < until && sample < samples;
                    chunk++) {
                chunk(start(chunk), Math.min(each, samples - sample));
            }
        }
        if (sample < samples) {
            throw new MalformedException(sample + " samples have a place, not " + samples);
        }
        Collections.sort(keyframes);
        return new IndexedTrack(end / timescale, samples, missing, keyframes);
    }

    private static int count(ByteBuffer table, int at, int most) throws MalformedException {
        int count = table.getInt(at);
        if (count < 0 || count > most) {
            throw new MalformedException("a table of " + (count & 0xFFFF_FFFFL) + " entries");
        }
        return count;
    }

    private long start(int chunk) {
        return wideChunks
                ? chunks.getLong(FIELDS + 8 * chunk)
                : chunks.getInt(FIELDS + 4 * chunk) & 0xFFFF_FFFFL;
    }

    private void chunk(long start, int samples) {
        long at = start;
        for (int i = 0; i < samples; i++) {
            long next = at + size();
            see(at, next);
            at = next;
            sample++;
        }
    }

    private long size() {
        int same = sizes.getInt(4);
        return (same == 0 ? sizes.getInt(12 + 4 * sample) : same) & 0xFFFF_FFFFL;
    }

    /** The sample of the bytes [from, to). One that is there in part still counts as seen. */
    private void see(long from, long to) {
        long duration = durations.next() & 0xFFFF_FFFFL;
        double shown = edit.shown(time + offsets.map(Runs::next).orElse(0));
        time += duration;
        boolean key = isKey();
        missing += to > fileBytes || from < 0 ? 1 : 0;
        if (from >= 0 && from < fileBytes && shown < edit.end()) {
            end = Math.max(end, shown + duration);
            if (key && isPicture && keyframes.size() < MOST_KEYFRAMES) {
                keyframes.add(shown / timescale);
            }
        }
    }

    /** Without a table of them all are. */
    private boolean isKey() {
        if (sync.isEmpty()) {
            return true;
        }
        ByteBuffer table = sync.get();
        boolean key =
                nextSync < table.getInt(4) && table.getInt(FIELDS + 4 * nextSync) == sample + 1;
        nextSync += key ? 1 : 0;
        return key;
    }

    /** A table of (how many, value). */
    private static final class Runs {
        private final ByteBuffer table;
        private int at;
        private int left;

        Runs(ByteBuffer table) {
            this.table = table;
        }

        int next() {
            while (left == 0) {
                at += 8;
                left = table.getInt(at);
            }
            left--;
            return table.getInt(at + 4);
        }
    }

    /**
     * Which part of a track is shown, and when.
     *
     * @param from first moment of the track that is shown
     * @param delay before it is shown
     * @param end of the showing
     */
    private record Edit(double from, double delay, double end) {
        private static final int PLAIN_RATE = 1 << 16;

        double shown(long time) {
            return time - from + delay;
        }

        /** At most a wait and one part: other cuts are FFmpeg's to understand. */
        static Edit of(ByteBuffer trak, double scale) throws MalformedException {
            Optional<ByteBuffer> edts = Boxes.child(trak, Boxes.type("edts"));
            if (edts.isEmpty()) {
                return new Edit(0, 0, Double.MAX_VALUE);
            }
            ByteBuffer list = Boxes.path(edts.get(), "elst").slice();
            boolean wide = list.get(0) == 1;
            int edits = list.getInt(4);
            list.position(FIELDS);
            double delay = 0;
            for (int i = 0; i < edits; i++) {
                double length = (wide ? list.getLong() : list.getInt() & 0xFFFF_FFFFL) * scale;
                long from = wide ? list.getLong() : list.getInt();
                boolean plain = list.getInt() == PLAIN_RATE;
                if (from == -1 && i == 0) {
                    delay = length;
                } else if (from >= 0 && plain && i == edits - 1) {
                    return new Edit(from, delay, length == 0 ? Double.MAX_VALUE : delay + length);
                } else {
                    break;
                }
            }
            throw new MalformedException(edits + " edits that are not one part");
        }
    }
}
