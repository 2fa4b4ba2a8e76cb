package org.zoetrope.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.Segments;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.playlist.Addressing;
import org.zoetrope.media.playlist.Dash;
import org.zoetrope.media.playlist.Hls;
import org.zoetrope.media.playlist.StoryboardVtt;
import org.zoetrope.media.playlist.TextTrack;
import org.zoetrope.media.playlist.Variant;
import org.zoetrope.video.Media;
import org.zoetrope.video.SourceState.Published;

/** Playlists written when they are asked for: finished rungs by byte ranges, growing by number. */
public final class WrittenPlaylists implements Playlists {
    private final Indexes indexes;
    private final Segments segments;

    public WrittenPlaylists(Blobs blobs, Segments segments) {
        this.indexes = new Indexes(blobs);
        this.segments = segments;
    }

    @Override
    public Optional<String> master(Delivery.Shown shown) throws IOException {
        List<Dash.Representation> all = representations(shown);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Hls.master(
                                pictures(all).stream().map(Dash.Representation::variant).toList(),
                                sound(all).map(Dash.Representation::variant),
                                texts(shown, ".m3u8")));
    }

    @Override
    public Optional<String> rung(Delivery.Shown shown, String rendition) throws IOException {
        for (Dash.Representation one : representations(shown)) {
            if (one.variant().name().equals(rendition)) {
                return Optional.of(Hls.media(one.addressing()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> captions(Delivery.Shown shown, String language) {
        return shown.captions().stream()
                .filter(caption -> caption.language().equals(language))
                .findFirst()
                .map(caption ->
                        Hls.subtitles(
                                language + ".vtt?v=" + caption.key().attempt(),
                                published(shown).orElseThrow().facts().duration().toMillis()
                                        / 1e3));
    }

    @Override
    public Optional<String> storyboard(Delivery.Shown shown) {
        return published(shown)
                .flatMap(now -> now.media().storyboard())
                .map(board ->
                        StoryboardVtt.write(board, "storyboard.jpg?v=" + board.key().attempt()));
    }

    @Override
    public Optional<String> manifest(Delivery.Shown shown) throws IOException {
        List<Dash.Representation> all = representations(shown);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(Dash.manifest(pictures(all), sound(all), texts(shown, ".vtt")));
    }

    private static Optional<Published> published(Delivery.Shown shown) {
        return shown.published();
    }

    private static List<Dash.Representation> pictures(List<Dash.Representation> all) {
        return all.stream().filter(one -> one.variant().width() > 0).toList();
    }

    private static Optional<Dash.Representation> sound(List<Dash.Representation> all) {
        return all.stream().filter(one -> one.variant().width() == 0).findFirst();
    }

    private static List<TextTrack> texts(Delivery.Shown shown, String ending) {
        return shown.captions().stream()
                .map(caption ->
                        new TextTrack(
                                "captions/%s%s?v=%s"
                                        .formatted(
                                                caption.language(),
                                                ending,
                                                caption.key().attempt()),
                                caption.language()))
                .toList();
    }

    /**
     * Highest first, whether finished or growing; a finished one wins over its growing self. None
     * at all when rungs were growing and their plan is gone since: what is shown is out of date,
     * and a list without those rungs would be a lie (perhaps sound alone) that players keep.
     */
    private List<Dash.Representation> representations(Delivery.Shown shown) throws IOException {
        List<Dash.Representation> all = new ArrayList<>();
        if (shown.published().isEmpty()) {
            return all;
        }
        Media media = shown.published().get().media();
        for (Media.Rendition made : media.renditions()) {
            all.add(finished(made));
        }
        List<Media.Growing> growing =
                media.growing().stream().filter(rung -> !isAmong(all, rung.name())).toList();
        Optional<SegmentMap> map = growing.isEmpty() ? Optional.empty() : map(shown);
        if (!growing.isEmpty() && map.isEmpty()) {
            return List.of();
        }
        growing.forEach(rung -> all.add(growing(rung, map.orElseThrow())));
        all.sort((a, b) -> Integer.compare(b.variant().height(), a.variant().height()));
        return all;
    }

    private static boolean isAmong(List<Dash.Representation> all, String name) {
        return all.stream().anyMatch(one -> one.variant().name().equals(name));
    }

    private Dash.Representation finished(Media.Rendition made) throws IOException {
        String uri = made.name() + ".mp4?v=" + made.key().attempt();
        return new Dash.Representation(
                Variant.of(made, made.name() + ".m3u8"),
                new Addressing.Ranges(uri, made.initBytes(), indexes.of(made)));
    }

    private static Dash.Representation growing(Media.Growing growing, SegmentMap map) {
        String folder = growing.name() + "/";
        return new Dash.Representation(
                Variant.of(growing, growing.name() + ".m3u8"),
                new Addressing.Numbered(folder + "init.mp4", folder, map));
    }

    private Optional<SegmentMap> map(Delivery.Shown shown) throws IOException {
        return segments.boundaries(shown.source().sha256()).map(WrittenPlaylists::map);
    }

    private static SegmentMap map(double[] seconds) {
        List<Long> starts = new ArrayList<>(seconds.length);
        for (double second : seconds) {
            starts.add(Math.round(second * SegmentMap.TICKS));
        }
        long end = starts.removeLast();
        return new SegmentMap(starts, end);
    }
}
