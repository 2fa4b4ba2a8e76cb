package org.zoetrope.inspect;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.zoetrope.golden.Golden;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.probe.Probe;
import org.zoetrope.media.sandbox.Choice;
import org.zoetrope.media.sandbox.Mode;
import org.zoetrope.media.sandbox.Sandboxes;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;
import org.zoetrope.video.SourceState;

class InspectorIT {
    @Test
    void everyKindOfFileIsUnderstoodOrRefusedInWords() throws Exception {
        Inspector inspector = inspector(Mode.AUTO);
        StringBuilder table = new StringBuilder();
        for (String name : Fixtures.names()) {
            table.append(name).append('\n').append(told(inspector.run(Fixtures.clip(name))));
        }

        Golden.assertSame("inspected.txt", table.toString());
    }

    @Test
    void bothSandboxesSeeTheSame() throws Exception {
        for (String name : new String[] {"plain.mp4", "truncated.webm", "magicyuv.mkv"}) {
            Path clip = Fixtures.clip(name);

            org.junit.jupiter.api.Assertions.assertEquals(
                    inspector(Mode.BUBBLEWRAP).run(clip), inspector(Mode.LANDLOCK).run(clip));
        }
    }

    private static Inspector inspector(Mode mode) {
        Choice choice = new Sandboxes(Fixtures.ffmpeg().tools()).choose(mode);
        Choice.Ready ready = assertInstanceOf(Choice.Ready.class, choice, choice.toString());
        Policy policy = Policy.usual();
        return new Inspector(new Probe(ready.sandbox(), policy.guards()), policy);
    }

    private static String told(SourceState state) {
        return switch (state) {
            case SourceState.Rejected(Reason reason) ->
                    "  rejected " + reason.code() + ": " + reason.text() + "\n";
            case SourceState.Inspected(Facts facts) -> told(facts);
            default -> throw new AssertionError(state.toString());
        };
    }

    private static String told(Facts facts) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "  %s %.1f s%s%n",
                        facts.container(),
                        facts.duration().toMillis() / 1000.0,
                        facts.playsAsItIs() ? ", plays as it is" : ""));
        facts.picture()
                .ifPresent(p ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "  picture %s %s %dx%d shown %dx%d at %s%s%s %s%n",
                                        p.codec(),
                                        p.pixelFormat(),
                                        p.width(),
                                        p.height(),
                                        p.shownWidth(),
                                        p.shownHeight(),
                                        p.frameRate(),
                                        p.interlaced() ? " interlaced" : "",
                                        p.hdr() ? " HDR" : "",
                                        p.codecs().orElse("not copied"))));
        facts.sounds()
                .forEach(s ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "  sound %s %d channels %d Hz %s %s%n",
                                        s.codec(),
                                        s.channels(),
                                        s.sampleRate(),
                                        s.language().orElse("-"),
                                        s.codecs().orElse("not copied"))));
        facts.texts().forEach(t -> text.append("  text " + t.codec() + "\n"));
        facts.chapters().forEach(c -> text.append("  chapter " + c.title() + "\n"));
        facts.cover().ifPresent(index -> text.append("  cover " + index + "\n"));
        facts.damage().ifPresent(d -> text.append("  damaged: " + d + "\n"));
        return text.toString();
    }
}
