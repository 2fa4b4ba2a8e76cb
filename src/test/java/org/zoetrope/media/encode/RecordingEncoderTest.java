package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/** The encoder of the journey's tests keeps the contract. */
class RecordingEncoderTest extends EncoderContract {
    private final RecordingEncoder encoder = new RecordingEncoder();

    @Override
    Encoder encoder() {
        return encoder;
    }

    @Override
    Path source() throws IOException {
        return Files.write(directory.resolve("source.mp4"), new byte[1000]);
    }

    @Override
    Facts facts() {
        return new Facts(
                "mov",
                Duration.ofSeconds(10),
                Optional.of(Bench.picture(0, 320, 180, new Rational(25, 1), 0)),
                List.of(Bench.sound(1, 1, 48_000, 0)),
                List.of(new Facts.Text(2, "mov_text", Optional.empty(), Optional.empty())),
                List.of(),
                true,
                Optional.empty());
    }
}
