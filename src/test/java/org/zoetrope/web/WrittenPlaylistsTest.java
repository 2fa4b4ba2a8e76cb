package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.Segments;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;
import org.zoetrope.video.Rational;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.Visibility;
import org.zoetrope.video.Work;

class WrittenPlaylistsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void listsGrowingRungsAsLongAsTheyArePlanned() throws IOException {
        String master =
                playlists(Optional.of(new double[] {0, 4, 8})).master(growing()).orElseThrow();

        assertEquals(1, master.lines().filter("540p.m3u8"::equals).count(), master);
    }

    @Test
    void listsNothingRatherThanHalfWhenThePlanIsGone() throws IOException {
        WrittenPlaylists late = playlists(Optional.empty());

        assertEquals(Optional.empty(), late.master(growing()));
        assertEquals(Optional.empty(), late.manifest(growing()));
        assertEquals(Optional.empty(), late.rung(growing(), "540p"));
    }

    @Test
    void captionsBesideTheVideoJoinThoseInsideTheSource() throws IOException {
        Delivery.Shown shown = growing();
        Delivery.Shown captioned =
                new Delivery.Shown(
                        shown.video().toAttached(german("uploaded1"), NOW), shown.source());
        WrittenPlaylists playlists = playlists(Optional.of(new double[] {0, 4, 8}));

        String master = playlists.master(captioned).orElseThrow();
        String manifest = playlists.manifest(captioned).orElseThrow();

        assertTrue(
                master.contains(
                        "TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=\"German\",LANGUAGE=\"de\""),
                master);
        assertTrue(master.contains("URI=\"captions/de.m3u8?v=uploaded1\""), master);
        assertTrue(master.contains(",SUBTITLES=\"subtitles\""), master);
        assertTrue(manifest.contains("<BaseURL>captions/de.vtt?v=uploaded1</BaseURL>"), manifest);
        assertTrue(
                playlists.captions(captioned, "de").orElseThrow().contains("de.vtt?v=uploaded1"));
        assertFalse(playlists.master(shown).orElseThrow().contains("SUBTITLES"));
    }

    private static Attachments german(String attempt) {
        BlobKey key = new BlobKey("subtitles/x/" + attempt);
        return Attachments.none().toCaptioned(new Attachments.Caption(key, "de", "German", 9, NOW));
    }

    private static WrittenPlaylists playlists(Optional<double[]> boundaries) {
        return new WrittenPlaylists(new MemoryBlobs(), new Planned(boundaries));
    }

    private static Delivery.Shown growing() {
        Media.Growing rung =
                new Media.Growing(
                        "540p", 960, 540, Optional.of(new Rational(25, 1)), "avc1.64001f", 900);
        Media media =
                new Media(
                        Optional.empty(),
                        List.of(),
                        List.of(rung),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        Source source =
                new Source(
                        new Sha256("a".repeat(64)),
                        10,
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        NOW,
                        new Published(Samples.facts(8), media, Work.none(), NOW));
        return new Delivery.Shown(Samples.video(1, "Gulls", Visibility.PUBLIC), source);
    }

    /** Knows where segments begin and has none. */
    private record Planned(Optional<double[]> boundaries) implements Segments {
        @Override
        public Found init(Sha256 source, String rendition, Duration patience) {
            return new Found.NotYet();
        }

        @Override
        public Found segment(Sha256 source, String rendition, int number, Duration patience) {
            return new Found.NotYet();
        }

        @Override
        public Optional<double[]> boundaries(Sha256 source) {
            return boundaries;
        }
    }
}
