package org.zoetrope.video;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Videos and sources that make sense, for tests that are about something else. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    /** The same number gives the same id. */
    public static VideoId id(long number) {
        return new VideoId(new UUID(0x4000L, 0x8000_0000_0000_0000L + number));
    }

    public static Sha256 hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Sha256.of(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A public video of ann's, of the source {@code hash("source " + number)}, made at noon. */
    public static Video video(long number, String title) {
        return video(number, title, Visibility.PUBLIC);
    }

    public static Video video(long number, String title, Visibility visibility) {
        return new Video(
                id(number),
                number,
                "ann",
                "ann_channel",
                title,
                "",
                List.of(),
                visibility,
                Optional.of(hash("source " + number)),
                Optional.empty(),
                "clip.mp4",
                Optional.empty(),
                true,
                NOON.plusSeconds(number),
                NOON.plusSeconds(number),
                0);
    }

    public static Video described(Video video, String description, String... tags) {
        return video.toEdited(
                video.title(),
                description,
                List.of(tags),
                video.visibility(),
                video.language(),
                video.downloadable(),
                video.updated());
    }

    public static Video ownedBy(Video video, String owner) {
        return new Video(
                video.id(),
                video.number(),
                owner,
                owner + "_channel",
                video.title(),
                video.description(),
                video.tags(),
                video.visibility(),
                video.source(),
                video.upload(),
                video.fileName(),
                video.language(),
                video.downloadable(),
                video.created(),
                video.updated(),
                video.views());
    }

    public static Video viewed(Video video, long views) {
        return new Video(
                video.id(),
                video.number(),
                video.owner(),
                video.channel(),
                video.title(),
                video.description(),
                video.tags(),
                video.visibility(),
                video.source(),
                video.upload(),
                video.fileName(),
                video.language(),
                video.downloadable(),
                video.created(),
                video.updated(),
                views);
    }

    /** The source of {@link #video}. */
    public static Source source(long number, SourceState state) {
        Sha256 sha256 = hash("source " + number);
        return new Source(
                sha256,
                1_000_000,
                Optional.of(new BlobKey("original/" + sha256 + "/aaaaaaaaaaaaaaaa")),
                Optional.empty(),
                1,
                NOON,
                state);
    }

    /** Ready: 720p and sound, a poster and a storyboard. */
    public static SourceState.Published published(int seconds, Instant when) {
        return new SourceState.Published(facts(seconds), media(), Work.none(), when);
    }

    public static Facts facts(int seconds) {
        return new Facts(
                "mov",
                Duration.ofSeconds(seconds),
                Optional.of(
                        new Facts.Picture(
                                0,
                                "h264",
                                1280,
                                720,
                                1,
                                0,
                                new Rational(25, 1),
                                false,
                                false,
                                "yuv420p",
                                0,
                                2_000_000,
                                Optional.of("avc1.64001f"),
                                Facts.Colours.UNTOLD,
                                2)),
                List.of(
                        new Facts.Sound(
                                1,
                                "aac",
                                2,
                                48_000,
                                Optional.empty(),
                                0,
                                128_000,
                                Optional.of("mp4a.40.2"))),
                List.of(),
                List.of(new Facts.Chapter(0, "Start"), new Facts.Chapter(4.5, "Middle")),
                true,
                Optional.empty());
    }

    public static Media media() {
        return new Media(
                Optional.of("video/mp4; codecs=\"avc1.64001f, mp4a.40.2\""),
                List.of(
                        rendition("720p", 1280, 720, "avc1.64001f"),
                        rendition("audio", 0, 0, "mp4a.40.2")),
                List.of(),
                Optional.of(new BlobKey("poster/subject/aaaaaaaaaaaaaaaa")),
                Optional.of(
                        new Media.Storyboard(
                                new BlobKey("storyboard/subject/aaaaaaaaaaaaaaaa"),
                                5,
                                2,
                                160,
                                90,
                                10,
                                1)),
                List.of(
                        new Media.Caption(
                                new BlobKey("caption/subject/aaaaaaaaaaaaaaaa"), "de", "Deutsch")));
    }

    private static Media.Rendition rendition(String name, int width, int height, String codecs) {
        return new Media.Rendition(
                name,
                width,
                height,
                width == 0 ? Optional.empty() : Optional.of(new Rational(25, 1)),
                codecs,
                2_000_000,
                1_500_000,
                new BlobKey("rendition/subject/aaaaaaaaaaaaaaaa"),
                500_000,
                800,
                200);
    }
}
