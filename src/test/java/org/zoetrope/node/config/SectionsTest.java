package org.zoetrope.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every section twice: its defaults, and every key set to something else. */
final class SectionsTest {
    private static final Configuration STANDARD = Configuration.standard();

    @Test
    void dataHasItsDefaults() {
        assertEquals(new DataConfig(Path.of("./data"), Duration.ofHours(1)), STANDARD.data());
    }

    @Test
    void everyKeyOfDataCanBeSet() {
        Configuration read = read(Map.of("DATA_DIRECTORY", "/srv/videos"));

        assertEquals(new DataConfig(Path.of("/srv/videos"), Duration.ofHours(1)), read.data());
    }

    @Test
    void webHasItsDefaults() {
        assertEquals(
                new WebConfig(
                        "127.0.0.1", 9020, Optional.empty(), List.of(), List.of(), "Zoetrope"),
                STANDARD.web());
    }

    @Test
    void everyKeyOfWebCanBeSet() {
        Configuration read =
                read(
                        Map.of(
                                "WEB_HOST", "0.0.0.0",
                                "WEB_PORT", "0",
                                "WEB_PUBLIC_URL", "https://videos.example.org",
                                "WEB_MORE_HOSTS", "a.example, b.example:8080",
                                "WEB_TRUSTED_PROXIES", "10.0.0.0/8,::1",
                                "WEB_SITE_NAME", "Films of the village"));

        assertEquals(
                new WebConfig(
                        "0.0.0.0",
                        0,
                        Optional.of(SiteUrl.parse("https://videos.example.org")),
                        List.of("a.example", "b.example:8080"),
                        List.of(Network.parse("10.0.0.0/8"), Network.parse("::1/128")),
                        "Films of the village"),
                read.web());
    }

    @Test
    void uploadHasItsDefaults() {
        assertEquals(
                new UploadConfig(
                        new ByteSize(64L << 30),
                        Optional.empty(),
                        Optional.empty(),
                        WatchConfig.Privacy.PUBLIC),
                STANDARD.upload());
    }

    @Test
    void everyKeyOfUploadCanBeSet() {
        Configuration read =
                read(
                        Map.of(
                                "UPLOAD_MAX_SIZE", "500 MB",
                                "UPLOAD_QUOTA", "1.5 GiB",
                                "UPLOAD_PRIVACY", "private"));

        assertEquals(
                new UploadConfig(
                        new ByteSize(500_000_000),
                        Optional.of(new ByteSize(3L << 29)),
                        Optional.empty(),
                        WatchConfig.Privacy.PRIVATE),
                read.upload());
    }

    @Test
    void transcodeHasItsDefaults() {
        assertEquals(
                new TranscodeConfig(
                        List.of(2160, 1440, 1080, 720, 480, 360),
                        23,
                        Optional.empty(),
                        TranscodeConfig.Preset.VERYFAST,
                        true,
                        0),
                STANDARD.transcode());
    }

    @Test
    void everyKeyOfTranscodeCanBeSet() {
        Configuration read =
                read(
                        Map.of(
                                "TRANSCODE_RUNGS", "360, 720",
                                "TRANSCODE_QUALITY", "20",
                                "TRANSCODE_MAX_BITRATE", "6 Mb/s",
                                "TRANSCODE_PRESET", "slow",
                                "TRANSCODE_KEEP_ORIGINAL", "false",
                                "TRANSCODE_JOBS", "3"));

        assertEquals(
                new TranscodeConfig(
                        List.of(720, 360),
                        20,
                        Optional.of(new BitRate(6_000_000)),
                        TranscodeConfig.Preset.SLOW,
                        false,
                        3),
                read.transcode());
    }

    @Test
    void mediaHasItsDefaults() {
        assertEquals(
                new MediaConfig(MediaConfig.Sandbox.AUTO, Optional.empty(), false),
                STANDARD.media());
    }

    @Test
    void everyKeyOfMediaCanBeSet() {
        Configuration read =
                read(
                        Map.of(
                                "MEDIA_SANDBOX",
                                "landlock",
                                "MEDIA_FFMPEG",
                                "/opt/ffmpeg/ffmpeg",
                                "MEDIA_OLD_CODECS",
                                "true"));

        assertEquals(
                new MediaConfig(
                        MediaConfig.Sandbox.LANDLOCK,
                        Optional.of(Path.of("/opt/ffmpeg/ffmpeg")),
                        true),
                read.media());
    }

    @Test
    void logHasItsDefaults() {
        assertEquals(
                new LogConfig(LogConfig.Level.INFO, false, LogConfig.Format.TEXT), STANDARD.log());
    }

    @Test
    void everyKeyOfLogCanBeSet() {
        Configuration read =
                read(Map.of("LOG_LEVEL", "debug", "LOG_ACCESS", "true", "LOG_FORMAT", "json"));

        assertEquals(new LogConfig(LogConfig.Level.DEBUG, true, LogConfig.Format.JSON), read.log());
    }

    @Test
    void videotoogoIsOffByDefault() {
        assertEquals(
                new VideotoogoConfig(
                        Optional.empty(), Optional.empty(), WatchConfig.Privacy.PUBLIC, List.of()),
                STANDARD.videotoogo());
    }

    @Test
    void everyKeyOfVideotoogoCanBeSet() {
        Configuration read =
                read(
                        Map.of(
                                "VIDEOTOOGO_PORT", "3001",
                                "VIDEOTOOGO_OPEN_OWNER", "mila",
                                "VIDEOTOOGO_PRIVACY", "unlisted",
                                "VIDEOTOOGO_ORIGINS", "https://films.example.org"));

        assertEquals(
                new VideotoogoConfig(
                        Optional.of(3001),
                        Optional.of("mila"),
                        WatchConfig.Privacy.UNLISTED,
                        List.of("https://films.example.org")),
                read.videotoogo());
    }

    @Test
    void adminHasItsDefaults() {
        assertEquals(new AdminConfig(Optional.empty()), STANDARD.admin());
    }

    @Test
    void everyKeyOfAdminCanBeSet() {
        Configuration read = read(Map.of("ADMIN_PASSWORD", "correct horse"));

        assertEquals(new AdminConfig(Optional.of(new Secret("correct horse"))), read.admin());
    }

    private static Configuration read(Map<String, String> variables) {
        Map<String, String> environment =
                variables.entrySet().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        e -> "ZOETROPE_" + e.getKey(), Map.Entry::getValue));
        return PrecedenceTest.good(PrecedenceTest.environment(environment)).configuration();
    }
}
