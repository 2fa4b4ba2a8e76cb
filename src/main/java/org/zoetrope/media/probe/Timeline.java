package org.zoetrope.media.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.zoetrope.media.mp4.IndexedTrack;

/**
 * When the packets of a file are, in seconds on the file's own clock.
 *
 * @param keyframes of the picture track, ascending
 * @param ends by stream index: where its last packet ends
 * @param pictures how many packets the picture track has
 * @param bad how many packets the demuxer called damaged
 */
public record Timeline(List<Double> keyframes, Map<Integer, Double> ends, long pictures, long bad) {
    public Timeline {
        keyframes = List.copyOf(keyframes);
        ends = Map.copyOf(ends);
    }

    /**
     * From the index of a file.
     *
     * @param streams FFmpeg's numbers of these tracks
     * @param picture which of them is the picture; -1 for none
     * @return empty when FFmpeg sees other tracks than we do
     */
    static Optional<Timeline> of(List<IndexedTrack> tracks, List<Integer> streams, int picture) {
        if (tracks.size() != streams.size()) {
            return Optional.empty();
        }
        Map<Integer, Double> ends = new TreeMap<>();
        List<Double> keyframes = List.of();
        long pictures = 0;
        long bad = 0;
        for (int i = 0; i < tracks.size(); i++) {
            IndexedTrack track = tracks.get(i);
            ends.put(streams.get(i), track.end());
            bad += track.missing();
            if (streams.get(i) == picture) {
                keyframes = track.keyframes();
                pictures = track.samples();
            }
        }
        return Optional.of(new Timeline(keyframes, ends, pictures, bad));
    }

    /** The longest time without a keyframe, also before the first and after the last. */
    public double longestGap(int picture) {
        double last = keyframes.isEmpty() ? 0 : keyframes.getFirst();
        double longest = 0;
        for (double time : keyframes) {
            longest = Math.max(longest, time - last);
            last = time;
        }
        return Math.max(longest, ends.getOrDefault(picture, last) - last);
    }

    /** The end of the longest of these streams. */
    double end(Set<Integer> streams) {
        return streams.stream().mapToDouble(s -> ends.getOrDefault(s, 0.0)).max().orElse(0);
    }

    /** Gathers it from ffprobe's lines, one packet each. Not for several threads. */
    static final class Reader {
        private static final int MOST_KEYFRAMES = 4_000_000;

        private final int picture;
        private final TreeSet<Double> keyframes = new TreeSet<>();
        private final Map<Integer, Double> ends = new TreeMap<>();
        private long pictures;
        private long bad;

        Reader(int picture) {
            this.picture = picture;
        }

        /**
         * {@code index,pts_time,dts_time,duration_time,flags}; what has no time follows the last.
         */
        void read(String line) {
            String[] fields = line.split(",", 6);
            if (fields.length < 5 || fields[0].isEmpty()) {
                return;
            }
            int stream = Integer.parseInt(fields[0]);
            double before = ends.getOrDefault(stream, 0.0);
            double time = number(fields[1], number(fields[2], before));
            ends.put(stream, Math.max(before, time + number(fields[3], 0)));
            if (stream == picture) {
                pictures++;
                if (fields[4].startsWith("K") && keyframes.size() < MOST_KEYFRAMES) {
                    keyframes.add(time);
                }
            }
            if (fields[4].contains("C")) {
                bad++;
            }
        }

        Timeline timeline() {
            return new Timeline(List.copyOf(keyframes), ends, pictures, bad);
        }

        private static double number(String text, double otherwise) {
            return text.isEmpty() || text.equals("N/A") ? otherwise : Double.parseDouble(text);
        }
    }
}
