package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How well a sound track covers its time.
 *
 * @param holeSeconds the longest time in which no sound is, between two packets
 * @param endSeconds where the last packet ends, in the file's own time
 */
public record SoundCover(double holeSeconds, double endSeconds) {
    /**
     * Reads the times of all packets.
     *
     * @param file a fragmented MP4 of one sound track, complete
     * @throws MalformedException also when packets overlap
     */
    public static SoundCover of(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            FragmentReader reader = new FragmentReader(in);
            Init init =
                    InitWriter.write(
                            reader.header().orElseThrow(() -> new MalformedException("no header")),
                            Track.SOUND,
                            0);
            Survey survey = new Survey();
            for (Optional<Fragment> at = reader.next(); at.isPresent(); at = reader.next()) {
                survey.add(at.get());
            }
            double units = init.track().timescale();
            return new SoundCover(survey.hole / units, survey.end / units);
        }
    }

    /**
     * MP4 has no holes: the packet before one lasts until the next. So the shortest packets tell
     * how long one sounds.
     */
    private static final class Survey {
        private long packet = Long.MAX_VALUE;
        private long longest;
        private long hole;
        private long end = -1;

        void add(Fragment fragment) throws MalformedException {
            if (fragment.decodeTime() < end) {
                throw new MalformedException(
                        "sound at %d, after %d".formatted(fragment.decodeTime(), end));
            }
            hole = Math.max(hole, end < 0 ? 0 : fragment.decodeTime() - end);
            Samples samples = fragment.samples();
            for (int i = 0; i < samples.count(); i++) {
                packet = Math.min(packet, Math.max(1, samples.duration(i)));
                longest = Math.max(longest, samples.duration(i));
            }
            hole = Math.max(hole, longest - packet);
            end = fragment.decodeTime() + samples.duration();
        }
    }
}
