package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Reason;

/** Makes poster and storyboard. */
final class StillWork {
    /** Where to look for a picture worth showing, as shares of the video. */
    private static final List<Double> PLACES = List.of(0.1, 0.35, 0.6, 0.0);

    /** Standard deviation of grey from which on a picture shows something. */
    private static final double LIVELY = 16;

    private final Workshop workshop;

    StillWork(Workshop workshop) {
        this.workshop = workshop;
    }

    Poster poster(Assignment work) throws IOException, InterruptedException {
        return work.facts().picture().isPresent() ? ofPicture(work) : ofSound(work);
    }

    /** The cover that comes with the sound; without one, how loud it is over its time. */
    private Poster ofSound(Assignment work) throws IOException, InterruptedException {
        SoundStillCommand command = new SoundStillCommand(work);
        if (!isCoverMade(work, command)) {
            workshop.run(work, command.waveform(), () -> {});
        }
        Path file = existing(work.directory().resolve(SoundStillCommand.FILE));
        return new Poster(file, SoundStillCommand.WIDTH, SoundStillCommand.HEIGHT);
    }

    /** False also when there is one that cannot be decoded. */
    private boolean isCoverMade(Assignment work, SoundStillCommand command)
            throws IOException, InterruptedException {
        Optional<Integer> cover = work.facts().cover();
        try {
            if (cover.isPresent()) {
                workshop.run(work, command.cover(cover.get()), () -> {});
            }
            return cover.isPresent();
        } catch (UnfitException broken) {
            return false;
        }
    }

    private Poster ofPicture(Assignment work) throws IOException, InterruptedException {
        StillCommand command = new StillCommand(work);
        Path made = work.directory().resolve("poster.jpg");
        Path sample = work.directory().resolve("sample.gray");
        Path best = work.directory().resolve("best.jpg");
        double bestContrast = -1;
        for (double place : PLACES) {
            workshop.run(work, command.poster(place), () -> {});
            double contrast = Files.exists(sample) ? contrast(Files.readAllBytes(sample)) : -1;
            if (contrast > bestContrast && Files.exists(made)) {
                Files.move(made, best, StandardCopyOption.REPLACE_EXISTING);
                bestContrast = contrast;
            }
            Files.deleteIfExists(made);
            Files.deleteIfExists(sample);
            if (bestContrast >= LIVELY) {
                break;
            }
        }
        return new Poster(existing(best), command.posterWidth(), command.posterHeight());
    }

    /** Black, white and plain pictures have next to none. */
    static double contrast(byte[] grey) {
        double sum = 0;
        double squares = 0;
        for (byte pixel : grey) {
            int value = pixel & 0xFF;
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / Math.max(1, grey.length);
        return Math.sqrt(Math.max(0, squares / Math.max(1, grey.length) - mean * mean));
    }

    Sheet storyboard(Assignment work) throws IOException, InterruptedException {
        StillCommand command = new StillCommand(work);
        workshop.run(work, command.sheet(), () -> {});
        return new Sheet(
                existing(work.directory().resolve("storyboard.jpg")),
                command.columns(),
                command.rows(),
                command.tileWidth(),
                command.tileHeight(),
                command.tiles(),
                command.everySeconds());
    }

    private static Path existing(Path file) throws UnfitException {
        if (!Files.exists(file)) {
            throw new UnfitException(
                    new Reason("no_picture", "No picture of this video could be decoded."));
        }
        return file;
    }
}
