package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;

/** Draws with FFmpeg in the sandbox. Safe for several threads. */
public final class FFmpegPictures implements Pictures {
    private static final String FILE = "picture.jpg";
    private static final Bounds BOUNDS =
            Bounds.encoding(Duration.ofSeconds(30), 16L << 20, 2 * Guards.MOST_PIXELS / 1e6);

    /** Fits into the bounds of posters, and is even, as the colours of a JPEG want it. */
    private static final String FILTERS =
            "[0:v:0]scale=w='min(iw,%d)':h='min(ih,%d)':force_original_aspect_ratio=decrease"
                            .formatted(StillCommand.POSTER_WIDTH, StillCommand.MAX_POSTER_HEIGHT)
                    + ":force_divisible_by=2:out_color_matrix=bt601:out_range=pc,setsar=1,"
                    + "format=yuvj420p[drawn]";

    private final Sandbox sandbox;
    private final Workshop films;

    public FFmpegPictures(Sandbox sandbox, Guards guards) {
        this.sandbox = sandbox;
        this.films = new Workshop(sandbox, guards.forFfmpeg());
    }

    @Override
    public Drawn frame(Path film, Facts facts, double seconds, Path directory)
            throws IOException, InterruptedException {
        StillCommand command =
                new StillCommand(new Assignment(film, facts, directory, true, _ -> {}));
        double last = facts.duration().toNanos() / 1e9;
        for (Workshop.Job job : command.frames(Math.clamp(seconds, 0, last), FILE)) {
            films.run(film, directory, job);
            if (Files.exists(directory.resolve(FILE))) {
                return drawn(directory);
            }
        }
        throw new UnfitException(
                new Reason("no_picture", "There is no picture at this time of the video."));
    }

    @Override
    public Drawn picture(Path file, PictureKind kind, Path directory)
            throws IOException, InterruptedException {
        List<String> after = new ArrayList<>(List.of("-filter_complex", FILTERS));
        after.addAll(List.of("-map", "[drawn]"));
        after.addAll(StillCommand.jpeg(FILE, "3"));
        new Workshop(sandbox, Guards.forPicture(kind.format(), kind.decoder()))
                .run(
                        file,
                        directory,
                        new Workshop.Job(
                                List.of("-f", kind.format()), after, Goal.frames(1), BOUNDS));
        if (!Files.exists(directory.resolve(FILE))) {
            throw new UnfitException(new Reason("no_picture", "There is no picture in this file."));
        }
        return drawn(directory);
    }

    private static Drawn drawn(Path directory) throws IOException {
        byte[] jpeg = Files.readAllBytes(directory.resolve(FILE));
        JpegSize size = JpegSize.of(jpeg);
        return new Drawn(jpeg, size.width(), size.height());
    }
}
