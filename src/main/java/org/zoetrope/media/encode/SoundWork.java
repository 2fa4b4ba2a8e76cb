package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.media.mp4.MalformedException;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.mp4.SoundCover;
import org.zoetrope.media.mp4.SoundCut;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;

/** Copies and encodes sound, and hands it out while it is made. */
final class SoundWork {
    /** A player waits for sound that starts later than the picture; then silence is encoded. */
    private static final double LATE_SECONDS = 0.1;

    /** Segments that a hole swallows would be missing, and some players stop at one. */
    private static final double HOLE_SECONDS = 0.5;

    /** A player that has no sound left waits for it, unless the picture ends as well. */
    private static final double SHORT_SECONDS = 1;

    /** Containers whose AAC has its decoder configuration in front, as MP4 needs it. */
    private static final Set<String> CONFIGURED = Set.of("mov", "matroska", "flv");

    private final Workshop workshop;

    SoundWork(Workshop workshop) {
        this.workshop = workshop;
    }

    Sounded copy(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException {
        boolean late = sound.startSeconds() - work.zeroSeconds() > LATE_SECONDS;
        if (late || !CONFIGURED.contains(work.facts().container())) {
            return encode(work, sound, map, pieces);
        }
        Path copied = work.directory().resolve(CopyCommand.FILE);
        Report report = workshop.run(work, new CopyCommand(work).sound(sound), () -> {});
        if (!covers(copied, map)) {
            Files.delete(copied);
            return encode(work, sound, map, pieces);
        }
        try (Tail tail = new Tail(work, copied, map, CopyCommand.LEAD_SECONDS, pieces)) {
            return tail.finish(new Health(0, report.errors()));
        }
    }

    /** Whether there is sound from the first segment to the last, or next to it. */
    private static boolean covers(Path copied, SegmentMap map) throws IOException {
        try {
            SoundCover cover = SoundCover.of(copied);
            double end = CopyCommand.LEAD_SECONDS + (double) map.end() / SegmentMap.TICKS;
            return cover.holeSeconds() < HOLE_SECONDS && cover.endSeconds() > end - SHORT_SECONDS;
        } catch (MalformedException overlapping) {
            return false;
        }
    }

    Sounded encode(Assignment work, Facts.Sound sound, SegmentMap map, Pieces pieces)
            throws IOException, InterruptedException {
        Path growing = work.directory().resolve(SoundCommand.FILE);
        try (Tail tail = new Tail(work, growing, map, 0, pieces)) {
            Report report = workshop.run(work, new SoundCommand(work, sound, map).job(), tail);
            return tail.finish(new Health(missing(work, sound, report), report.decodeErrors()));
        }
    }

    /** Beside a picture sound may end early; sound alone may not. */
    private static double missing(Assignment work, Facts.Sound sound, Report report) {
        if (work.facts().picture().isPresent() || report.samples().isEmpty()) {
            return 0;
        }
        double decoded = (double) report.samples().getAsLong() / sound.sampleRate();
        return Math.max(0, work.facts().duration().toNanos() / 1e9 - decoded);
    }

    /** Cuts the file that FFmpeg writes, while it writes. */
    private static final class Tail implements Workshop.Look, AutoCloseable {
        private final Assignment work;
        private final Path growing;
        private final SegmentMap map;
        private final double leadSeconds;
        private final Pieces pieces;
        private Optional<SoundCut> cut = Optional.empty();

        Tail(Assignment work, Path growing, SegmentMap map, double leadSeconds, Pieces pieces) {
            this.work = work;
            this.growing = growing;
            this.map = map;
            this.leadSeconds = leadSeconds;
            this.pieces = pieces;
        }

        @Override
        public void now() throws IOException, InterruptedException {
            look(false);
        }

        Sounded finish(Health health) throws IOException, InterruptedException {
            look(true);
            SoundCut done = cut.orElseThrow(Tail::silent);
            if (done.segments() == 0) {
                throw silent();
            }
            return new Sounded(done.init().orElseThrow(), done.end(), done.segments(), health);
        }

        private static UnfitException silent() {
            return new UnfitException(
                    new Reason("no_sound", "The sound of this video could not be decoded."));
        }

        private void look(boolean ended) throws IOException, InterruptedException {
            if (cut.isEmpty() && Files.exists(growing)) {
                cut = Optional.of(new SoundCut(growing, map, leadSeconds));
            }
            if (cut.isPresent()) {
                hand(cut.get(), ended);
            }
        }

        private void hand(SoundCut from, boolean ended) throws IOException, InterruptedException {
            Path file = work.directory().resolve("sound-" + from.segments() + ".m4s");
            Optional<SoundCut.Piece> piece = from.cut(file, ended);
            if (piece.isPresent()) {
                pieces.take(
                        new Output(Output.AUDIO, piece.get().init(), file, piece.get().segments()));
                Files.delete(file);
            }
        }

        @Override
        public void close() throws IOException {
            if (cut.isPresent()) {
                cut.get().close();
            }
        }
    }
}
