package org.zoetrope.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.video.Facts;

/** What ffprobe's headers say is in a file, and which of it we use. */
final class Contents {
    private static final int MOST_SOUNDS = 8;
    private static final int MOST_TEXTS = 16;
    private static final int MOST_CHAPTERS = 500;
    private static final double KEYFRAMES = 10;

    /** Containers whose header says how long they are; in others it is guessed from the size. */
    private static final Set<String> DECLARED =
            Set.of("mov", "matroska", "avi", "flv", "asf", "mxf");

    private final JsonNode json;
    private final List<Stream> all = new ArrayList<>();
    private final Optional<Stream> picture;
    private final List<Stream> sounds;
    private final List<Stream> texts;

    Contents(JsonNode json) {
        this.json = json;
        json.path("streams").forEach(node -> all.add(new Stream(node)));
        picture =
                all.stream()
                        .filter(Stream::isPicture)
                        .filter(s -> s.width() > 0 && s.height() > 0)
                        .max(Comparator.comparingLong(s -> (long) s.width() * s.height()));
        sounds =
                all.stream()
                        .filter(Stream::isSound)
                        .sorted(Comparator.comparing(s -> !s.isDefault())) // the default one first
                        .limit(MOST_SOUNDS)
                        .toList();
        texts = all.stream().filter(Stream::isText).limit(MOST_TEXTS).toList();
    }

    boolean isEmpty() {
        return picture.isEmpty() && sounds.isEmpty();
    }

    int pictureIndex() {
        return picture.map(Stream::index).orElse(-1);
    }

    /** The streams that are tracks, in order; a cover is none. */
    List<Integer> trackIndexes() {
        return all.stream().filter(s -> !s.isCover()).map(Stream::index).toList();
    }

    Facts facts(Sniff sniff, Timeline timeline, boolean cut) {
        double declared = json.path("format").path("duration").asDouble(0);
        double start = Math.max(0, json.path("format").path("start_time").asDouble(0));
        double seen = Math.max(0, timeline.end(used()) - start);
        Optional<String> damage = damage(declared, seen, cut, timeline.bad());
        double gap = picture.isPresent() ? timeline.longestGap(pictureIndex()) : 0;
        boolean timed = !container().equals("avi"); // it has no presentation times to copy
        boolean whole = damage.isEmpty(); // players stumble over damage that FFmpeg conceals
        boolean copyable =
                picture.isPresent()
                        && timed
                        && whole
                        && timeline.pictures() > 0
                        && gap <= KEYFRAMES;
        double seconds = seen > 0 ? seen : declared;
        return new Facts(
                container(),
                Duration.ofNanos(Math.round(Math.min(seconds, 1e9) * 1e3) * 1_000_000),
                picture.map(p -> p.picture(copyable, timed, gap)),
                sounds.stream().map(s -> s.sound(whole)).toList(),
                texts.stream().map(Stream::text).toList(),
                chapters(),
                cover(),
                whole && plays(sniff),
                damage);
    }

    /** Stills of other kinds are probed, but no decoder for them ever runs. */
    private Optional<Integer> cover() {
        return all.stream()
                .filter(Stream::isCover)
                .filter(s -> Guards.DECODERS.contains(s.codec()))
                .map(Stream::index)
                .findFirst();
    }

    private Set<Integer> used() {
        Set<Integer> used = new TreeSet<>();
        picture.ifPresent(p -> used.add(p.index()));
        sounds.forEach(s -> used.add(s.index()));
        return used;
    }

    String container() {
        return json.path("format").path("format_name").asText("").split(",", 2)[0];
    }

    private Optional<String> damage(double declared, double seen, boolean cut, long bad) {
        double missing = declared - seen;
        boolean shorter = missing > 1 || (missing > declared * 0.02 && missing > 0.2);
        if ((DECLARED.contains(container()) && shorter) || (cut && missing > 0.2)) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "The file ends too early. Its index says %.1f\u00a0s, but the data stops"
                                    + " after %.1f\u00a0s.",
                            declared,
                            seen));
        }
        return cut || bad > 0 ? Optional.of("Parts of the file are damaged.") : Optional.empty();
    }

    private boolean plays(Sniff sniff) {
        return switch (container()) {
            case "mov" -> sniff.isMp4() && all(Set.of("h264"), Set.of("aac", "mp3"));
            case "matroska" ->
                    sniff.isWebm() && all(Set.of("vp8", "vp9", "av1"), Set.of("vorbis", "opus"));
            case "mp3" -> picture.isEmpty();
            default -> false;
        };
    }

    private boolean all(Set<String> pictures, Set<String> heard) {
        return picture.stream()
                        .allMatch(p ->
                                pictures.contains(p.codec()) && p.isPlain() && !p.isInterlaced())
                && sounds.stream().allMatch(s -> heard.contains(s.codec()));
    }

    private List<Facts.Chapter> chapters() {
        List<Facts.Chapter> chapters = new ArrayList<>();
        for (JsonNode chapter : json.path("chapters")) {
            if (chapters.size() < MOST_CHAPTERS) {
                String title = chapter.path("tags").path("title").asText("");
                chapters.add(
                        new Facts.Chapter(
                                chapter.path("start_time").asDouble(0), Texts.bounded(title, 200)));
            }
        }
        return chapters;
    }
}
