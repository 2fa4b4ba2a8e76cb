package org.zoetrope.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.sandbox.Command;
import org.zoetrope.media.sandbox.Program;
import org.zoetrope.media.sandbox.Running;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.SourceState.Published;

/** A picture that looks as if it could be copied, and turns out otherwise, is encoded. */
@Timeout(120)
class UncopyableIT {
    @TempDir private Path scratch = Path.of("");

    @Test
    void aPictureWhoseStartPlayersMustHideIsEncoded() throws Exception {
        Copies copies = new Copies(RealJourney.sandbox(), new ArrayList<>());
        Path clip = Fixtures.clip("cut_at_the_start.mp4");
        RealJourney journey = new RealJourney(clip, copies, scratch);

        journey.go();

        Published now = assertInstanceOf(Published.class, journey.state());
        Facts.Picture picture = now.facts().picture().orElseThrow();
        assertTrue(picture.codecs().isPresent(), "inspection took it for one to copy");
        assertEquals(1, copies.ofPictures.size(), "a refusal for good is not tried again");
        assertTrue(now.work().isDone());
        assertEquals(List.of(), now.work().notes(), "its owner loses nothing");
        assertEquals(
                List.of("180p", "audio"),
                now.media().renditions().stream().map(Media.Rendition::name).toList());
        Media.Rendition made = now.media().renditions().getFirst();
        assertEquals(40, journey.pictures(made), "1.6 s at 25/1, without what is hidden");
        journey.assertNothingIsQueued();
    }

    /** Remembers which pictures were copied. */
    private record Copies(Sandbox inner, List<Command> ofPictures) implements Sandbox {
        @Override
        public Running start(Command command) throws IOException {
            List<String> words = command.arguments();
            boolean copies = words.contains("copy") && words.contains("-video_track_timescale");
            if (command.program() == Program.FFMPEG && copies) {
                ofPictures.add(command);
            }
            return inner.start(command);
        }

        @Override
        public String mode() {
            return inner.mode();
        }
    }
}
