package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zoetrope.media.mp4.MalformedException;
import org.zoetrope.media.mp4.PictureCut;
import org.zoetrope.media.mp4.Retimer;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;

/** Copies and encodes pictures. */
final class PictureWork {
    private static final double HALF = 0.5;

    private final Workshop workshop;
    private final int threads;

    PictureWork(Workshop workshop, int threads) {
        this.workshop = workshop;
        this.threads = threads;
    }

    CopiedPicture copy(Assignment work) throws IOException, InterruptedException {
        Report report = workshop.run(work, new CopyCommand(work).picture(), () -> {});
        Path copied = work.directory().resolve(CopyCommand.FILE);
        Path file = work.directory().resolve("picture.m4s");
        PictureCut.Cut cut = cut(copied, file);
        Files.delete(copied);
        checkStart(work.facts().picture().orElseThrow(), cut);
        double seconds = work.facts().duration().toNanos() / 1e9;
        double missing = seconds - (double) cut.map().end() / SegmentMap.TICKS;
        boolean alone = work.facts().sounds().isEmpty();
        Health health = new Health(alone ? Math.max(0, missing) : 0, report.errors());
        Output output = new Output("copy", cut.init(), file, cut.segments());
        return new CopiedPicture(output, cut.map(), cut.frames(), health);
    }

    private static PictureCut.Cut cut(Path copied, Path file) throws IOException {
        try {
            return PictureCut.cut(copied, file);
        } catch (MalformedException malformed) {
            throw unfit("cannot be cut: " + malformed.getMessage());
        }
    }

    /**
     * A file may tell players to leave out its first frames. A copy would show them, late against
     * the sound.
     */
    private static void checkStart(Facts.Picture picture, PictureCut.Cut cut)
            throws UnfitException {
        double start = (double) cut.firstTime() / SegmentMap.TICKS - CopyCommand.LEAD_SECONDS;
        if (Math.abs(start) * picture.frameRate().value() > HALF) {
            throw unfit("starts " + Texts.seconds(start) + " s off the first picture shown");
        }
    }

    private static UnfitException unfit(String why) {
        return new UnfitException(new Reason("not_copyable", "The picture as it is " + why + "."));
    }

    Encoded encode(Assignment work, Chunk chunk, List<Rung> rungs)
            throws IOException, InterruptedException {
        ChunkCommand command = new ChunkCommand(work.facts(), chunk, rungs, threads);
        Report report = workshop.run(work, command.job(false), () -> {});
        long frames = report.framesOut().orElse(chunk.frames());
        if (frames == 0) {
            report = workshop.run(work, command.job(true), () -> {});
        }
        double missing = Math.max(0, chunk.frames() - frames) / chunk.rate().value();
        List<Output> outputs = new ArrayList<>();
        for (Rung rung : rungs) {
            outputs.add(retime(work, chunk, rung));
        }
        return new Encoded(outputs, new Health(missing, report.decodeErrors()));
    }

    private static Output retime(Assignment work, Chunk chunk, Rung rung) throws IOException {
        Path encoded = work.directory().resolve(rung.name() + ".mp4");
        Path file = work.directory().resolve(rung.name() + ".m4s");
        if (!Files.exists(encoded)) {
            throw new UnfitException(
                    new Reason("not_decodable", "A part of this video could not be decoded."));
        }
        Retimer.Retimed retimed =
                new Retimer(chunk.rate())
                        .retime(encoded, chunk.firstFrame(), chunk.segments(), file);
        Files.delete(encoded);
        return new Output(rung.name(), retimed.init(), file, retimed.segments());
    }
}
