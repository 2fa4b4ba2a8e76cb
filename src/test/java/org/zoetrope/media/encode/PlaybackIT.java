package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.mp4.Cmaf;
import org.zoetrope.media.mp4.Init;
import org.zoetrope.media.mp4.Joined;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.mp4.SegmentIndex;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.playlist.Addressing;
import org.zoetrope.media.playlist.Dash;
import org.zoetrope.media.playlist.Hls;
import org.zoetrope.media.playlist.Variant;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/** FFmpeg, as a player that we did not write, plays our HLS and DASH from a web server. */
class PlaybackIT {
    private static final Rational RATE = new Rational(30_000, 1001);
    private static final List<Rung> RUNGS =
            List.of(
                    new Rung("360p", 640, 360, 30, 2_000_000, "ultrafast"),
                    new Rung("180p", 320, 180, 30, 800_000, "ultrafast"));

    @TempDir Path directory;
    private Bench bench;
    private HttpServer server;
    private Path site;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(directory);
        site = Files.createDirectory(directory.resolve("site"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    /** A file, or one range of it. */
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = site.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] all = Files.readAllBytes(file);
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (range == null) {
                exchange.sendResponseHeaders(200, all.length);
                exchange.getResponseBody().write(all);
                return;
            }
            String[] ends = range.replace("bytes=", "").split("-", -1);
            int from = Integer.parseInt(ends[0]);
            int to = ends[1].isEmpty() ? all.length : Integer.parseInt(ends[1]) + 1;
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + all.length);
            exchange.sendResponseHeaders(206, to - from);
            exchange.getResponseBody().write(all, from, to - from);
        }
    }

    /** What one rung or the sound is made of, before it is joined. */
    private record Made(String name, Init init, List<Segment> segments, List<Path> parts) {}

    @Test
    void finishedAndGrowingPlaylistsPlayTheSameToTheLastFrame() throws Exception {
        Path source =
                bench.make(
                        "source.mp4",
                        "-f lavfi -i testsrc2=s=640x360:r=30000/1001:d=18 -f lavfi -i sine=d=18"
                                + " -c:v libx264 -preset ultrafast -c:a aac -ac 2");
        Facts facts =
                Bench.facts(
                        "mov",
                        18,
                        Optional.of(Bench.picture(0, 640, 360, RATE, 0)),
                        Bench.sound(1, 2, 44_100, 0));
        SegmentMap map = SegmentMap.even(RATE, 540);
        List<Made> made = make(source, facts, map);

        publish(made, map);

        for (String entry : List.of("done.m3u8", "growing.m3u8", "done.mpd", "growing.mpd")) {
            List<Long> times = pictureTimes(entry);
            assertEquals(540, times.size(), entry);
            for (int i = 0; i < 540; i++) {
                assertEquals(SegmentMap.ticks(RATE, i) / 90.0, times.get(i) / 1000.0, 1, entry);
            }
            assertTrue(soundStartMicros(entry) < 10_000, entry);
            assertDecodes(entry);
        }
    }

    private List<Made> make(Path source, Facts facts, SegmentMap map) throws Exception {
        List<Made> made = new ArrayList<>();
        Encoder encoder = bench.encoder();
        for (int at = 0; at < map.size(); at += 2) {
            Chunk chunk = Chunk.of(map, RATE, at, Math.min(at + 2, map.size()));
            Encoded encoded = encoder.encodeChunk(bench.work(source, facts), chunk, RUNGS);
            for (int i = 0; i < RUNGS.size(); i++) {
                Output output = encoded.outputs().get(i);
                if (at == 0) {
                    made.add(
                            new Made(
                                    output.rung(),
                                    output.init(),
                                    new ArrayList<>(),
                                    new ArrayList<>()));
                }
                made.get(i).segments.addAll(output.segments());
                made.get(i).parts.add(output.file());
            }
        }
        made.add(sound(source, facts, map));
        return made;
    }

    private Made sound(Path source, Facts facts, SegmentMap map) throws Exception {
        List<Segment> segments = new ArrayList<>();
        List<Path> parts = new ArrayList<>();
        Sounded sounded =
                bench.encoder()
                        .encodeSound(
                                bench.work(source, facts),
                                facts.sounds().getFirst(),
                                map,
                                piece -> {
                                    Path kept = directory.resolve("piece" + parts.size());
                                    Files.copy(piece.file(), kept);
                                    parts.add(kept);
                                    segments.addAll(piece.segments());
                                });
        return new Made(Output.AUDIO, sounded.init(), segments, parts);
    }

    /** Writes both forms: one object for each, and files by number. */
    private void publish(List<Made> all, SegmentMap map) throws IOException {
        List<Variant> done = new ArrayList<>();
        List<Variant> growing = new ArrayList<>();
        List<Dash.Representation> doneDash = new ArrayList<>();
        List<Dash.Representation> growingDash = new ArrayList<>();
        for (Made made : all) {
            Joined joined = Cmaf.join(made.init, made.segments);
            Path file =
                    bench.join("site/" + made.name + ".mp4", made.init, made.segments, made.parts);
            byte[] bytes = Files.readAllBytes(file);
            byte[] sidx =
                    Arrays.copyOfRange(
                            bytes, joined.initBytes(), joined.initBytes() + joined.indexBytes());
            Addressing ranges =
                    new Addressing.Ranges(
                            made.name + ".mp4", joined.initBytes(), SegmentIndex.read(sidx));
            Addressing numbered = byNumber(made, joined, bytes, map);
            Files.writeString(site.resolve(made.name + ".m3u8"), Hls.media(ranges));
            Files.writeString(site.resolve(made.name + "-growing.m3u8"), Hls.media(numbered));
            done.add(variant(made, joined, made.name + ".m3u8"));
            growing.add(variant(made, joined, made.name + "-growing.m3u8"));
            doneDash.add(new Dash.Representation(done.getLast(), ranges));
            growingDash.add(new Dash.Representation(growing.getLast(), numbered));
        }
        master("done.m3u8", done);
        master("growing.m3u8", growing);
        manifest("done.mpd", doneDash);
        manifest("growing.mpd", growingDash);
    }

    private Addressing byNumber(Made made, Joined joined, byte[] bytes, SegmentMap map)
            throws IOException {
        Path folder = Files.createDirectory(site.resolve(made.name));
        Files.write(folder.resolve("init.mp4"), made.init.bytes());
        int at = joined.initBytes() + joined.indexBytes();
        for (int i = 0; i < made.segments.size(); i++) {
            int to = at + (int) made.segments.get(i).bytes();
            Files.write(folder.resolve(i + ".m4s"), Arrays.copyOfRange(bytes, at, to));
            at = to;
        }
        return new Addressing.Numbered(made.name + "/init.mp4", made.name + "/", map);
    }

    private static Variant variant(Made made, Joined joined, String uri) {
        boolean picture = !made.init.track().isSound();
        return new Variant(
                made.name,
                uri,
                made.init.track().width(),
                made.init.track().height(),
                picture ? Optional.of(RATE) : Optional.empty(),
                made.init.track().codecs(),
                joined.bandwidth(),
                joined.averageBandwidth());
    }

    private void master(String name, List<Variant> all) throws IOException {
        String text =
                Hls.master(all.subList(0, all.size() - 1), Optional.of(all.getLast()), List.of());
        Files.writeString(site.resolve(name), text);
    }

    private void manifest(String name, List<Dash.Representation> all) throws IOException {
        String text =
                Dash.manifest(
                        all.subList(0, all.size() - 1), Optional.of(all.getLast()), List.of());
        Files.writeString(site.resolve(name), text);
    }

    private String url(String entry) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + entry;
    }

    /** In microseconds, of the first quality. */
    private List<Long> pictureTimes(String entry) throws Exception {
        return times(entry, "video");
    }

    private long soundStartMicros(String entry) throws Exception {
        return times(entry, "audio").getFirst();
    }

    /** All streams are read: FFmpeg's HLS reader stumbles over those it is told to leave out. */
    private List<Long> times(String entry, String kind) throws Exception {
        List<String> lines =
                bench.run(
                                List.of(
                                        Fixtures.ffmpeg().tools().ffprobe().toString(),
                                        "-v",
                                        "error",
                                        "-show_entries",
                                        "frame=media_type,stream_index,pts_time",
                                        "-of",
                                        "csv=p=0",
                                        url(entry)))
                        .lines()
                        .filter(line -> line.startsWith(kind))
                        .toList();
        String first = lines.getFirst().split(",", -1)[1];
        return lines.stream()
                .filter(line -> line.split(",", -1)[1].equals(first))
                .map(line -> Math.round(Double.parseDouble(line.split(",", -1)[2]) * 1e6))
                .toList();
    }

    /** Everything decodes without a word of complaint. */
    private void assertDecodes(String entry) throws Exception {
        String said =
                bench.run(
                        List.of(
                                Fixtures.ffmpeg().tools().ffmpeg().toString(),
                                "-nostdin",
                                "-v",
                                "warning",
                                "-xerror",
                                "-i",
                                url(entry),
                                "-map",
                                "0",
                                "-f",
                                "null",
                                "-"));
        assertTrue(said.isEmpty(), said);
    }
}
