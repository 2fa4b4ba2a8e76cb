package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.caption.WebVtt;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;

/** Takes subtitles out of a source. */
final class TextWork {
    private static final long READ_LIMIT = 8L << 20;

    private final Workshop workshop;

    TextWork(Workshop workshop) {
        this.workshop = workshop;
    }

    Optional<String> subtitles(Assignment work, Facts.Text text)
            throws IOException, InterruptedException {
        List<String> after =
                List.of(
                        "-map",
                        "0:" + text.index(),
                        "-map_metadata",
                        "-1",
                        "-c:s",
                        "webvtt",
                        "-f",
                        "webvtt",
                        "{out}/text.vtt");
        double seconds = work.facts().duration().toNanos() / 1e9;
        Duration cpu = Duration.ofMinutes(5);
        Bounds bounds = Bounds.encoding(cpu, READ_LIMIT, 0).withStall(cpu); // words are rare
        workshop.run(
                work,
                new Workshop.Job(List.of("-copyts"), after, Goal.seconds(seconds), bounds),
                () -> {});
        Path file = work.directory().resolve("text.vtt");
        if (!Files.exists(file) || Files.size(file) > READ_LIMIT) {
            throw new UnfitException(
                    new Reason("bad_subtitles", "These subtitles could not be read."));
        }
        WebVtt found = WebVtt.salvage(Files.readString(file)).earlier(work.zeroSeconds());
        Files.delete(file);
        return found.cues().isEmpty() ? Optional.empty() : Optional.of(found.write());
    }
}
