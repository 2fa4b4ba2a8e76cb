package org.zoetrope.media.encode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.zoetrope.video.Facts;

/** The real encoder keeps the contract. */
class FFmpegEncoderIT extends EncoderContract {
    private static final String TEXT = "1\n00:00:01,000 --> 00:00:02,000\nOne line\n";

    private Bench bench;
    private Path source;
    private Facts facts;

    @BeforeEach
    void makeAClip() throws Exception {
        bench = new Bench(directory);
        Path words = Files.writeString(directory.resolve("words.srt"), TEXT);
        source =
                bench.make(
                        "source.mp4",
                        "-f lavfi -i testsrc2=s=320x180:r=25:d=10 -f lavfi -i sine=r=48000:d=10 -i "
                                + words
                                + " -map 0 -map 1 -map 2 -c:v libx264 -preset ultrafast -bf 2 -g 50"
                                + " -pix_fmt yuv420p -c:a aac -c:s mov_text");
        facts = bench.facts(source);
    }

    @Override
    Encoder encoder() {
        return bench.encoder();
    }

    @Override
    Path source() {
        return source;
    }

    @Override
    Facts facts() {
        return facts;
    }
}
