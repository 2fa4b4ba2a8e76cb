package org.zoetrope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.video.VideoId;

final class UploadTest {
    private static final Map<String, String> WORDS = Map.of("filename", "film.mp4");

    @TempDir private Path folder;
    private final byte[] content = new byte[300_000];
    private final TusServer server;
    private final Map<String, String> environment = new HashMap<>();
    private final Shell shell = new Shell(environment);

    UploadTest() throws IOException {
        server = new TusServer();
    }

    @BeforeEach
    void prepare() throws IOException {
        new Random(7).nextBytes(content);
        Files.write(folder.resolve("film.mp4"), content);
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("ZOETROPE_TOKEN", "good");
    }

    @AfterEach
    void leave() {
        server.close();
    }

    @Test
    void aFileArrivesWithItsWords() {
        int code =
                run(
                        "film.mp4",
                        "--title",
                        "Ein schöner Film",
                        "--privacy",
                        "unlisted",
                        "--tags",
                        "a b,c");

        assertEquals(0, code, err());
        assertEquals(
                server.address()
                        + "/w/"
                        + VideoId.parse(TusServer.VIDEO).orElseThrow().toShort()
                        + "\n",
                out());
        assertArrayEquals(content, server.bytes());
        assertEquals(
                "filename film.mp4,privacy 2,name Ein schöner Film,tags[0] a b,tags[1] c",
                decoded(server.metadata()));
    }

    @Test
    void goesOnAfterTheConnectionDropsMidFile() throws IOException {
        List<Duration> pauses = new ArrayList<>();
        server.tear(3, 50_000);

        String video = directly(pauses).run(Map.of("filename", "film.mp4"), pauses::add);

        assertEquals(TusServer.VIDEO, video);
        assertArrayEquals(content, server.bytes());
        assertEquals(
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                pauses);
        assertEquals(1, server.requests.stream().filter(r -> r.startsWith("POST")).count());
    }

    @Test
    void goesOnAfterAServerThatStandsStill() throws IOException {
        List<Duration> pauses = new ArrayList<>();
        server.stall();

        String video = directly(pauses).run(Map.of("filename", "film.mp4"), pauses::add);

        assertEquals(TusServer.VIDEO, video);
        assertArrayEquals(content, server.bytes());
        assertEquals(1, pauses.size());
    }

    @Test
    void theSameCommandGoesOnWhereTheLastOneStopped() throws IOException {
        server.tear(1, 100_000);
        assertThrows(
                IllegalStateException.class,
                () ->
                        directly(List.of())
                                .run(
                                        Map.of("filename", "film.mp4"),
                                        _ -> {
                                            throw new IllegalStateException("the machine went off");
                                        }));

        assertEquals(0, run("film.mp4"), err());

        assertArrayEquals(content, server.bytes());
        assertEquals(
                List.of(
                        "POST /api/v1/uploads",
                        "PATCH /api/v1/uploads/u1",
                        "HEAD /api/v1/uploads/u1",
                        "PATCH /api/v1/uploads/u1",
                        "GET /api/v1/videos/" + TusServer.VIDEO),
                server.requests);
    }

    @Test
    void aFileThatArrivedIsNotSentAgain() {
        run("film.mp4");
        String address = out();
        server.requests.clear();

        assertEquals(0, run("film.mp4"), err());

        assertEquals(address, out());
        assertEquals("film.mp4 is there already\n", err());
        assertEquals(
                List.of("GET /api/v1/videos/" + TusServer.VIDEO),
                server.requests.stream().distinct().toList());
    }

    @Test
    void aFileWhoseVideoWasDeletedIsSentAgain() {
        run("film.mp4");
        server.forgetVideo();
        server.requests.clear();

        assertEquals(0, run("film.mp4", "--no-wait"), err());

        assertEquals(
                List.of(
                        "GET /api/v1/videos/" + TusServer.VIDEO,
                        "POST /api/v1/uploads",
                        "PATCH /api/v1/uploads/u1"),
                server.requests);
        assertArrayEquals(content, server.bytes());
    }

    @Test
    void aFileThatIsRefusedWhenItIsLookedAtIsExitCode4() {
        server.states("Checking", "Failed");

        assertEquals(4, run("film.mp4"));

        assertEquals("zoetrope: film.mp4 was refused: This is not a video.\n", err());
        assertTrue(out().contains("/w/"), out());
    }

    @Test
    void whoDoesNotWantToWaitIsNotTold() {
        server.states("Failed");

        assertEquals(0, run("film.mp4", "--no-wait"), err());
    }

    @Test
    void aServerThatLooksAtNothingIsNotAwaitedForEver() throws IOException {
        server.states("Checking");
        List<Duration> pauses = new ArrayList<>();
        var heard = new java.io.ByteArrayOutputStream();
        var stream = Shell.stream(heard);
        Courier courier =
                new Courier(
                        new Server(server.address()),
                        "good",
                        new Courier.Screen(stream, stream),
                        environment);

        int code =
                courier.hear(
                        List.of(new Courier.Brought("film.mp4", TusServer.VIDEO, false)),
                        pauses::add);

        assertEquals(Failure.LATER, code);
        assertEquals(Duration.ofSeconds(5), pauses.getLast());
        assertTrue(
                heard.toString(StandardCharsets.UTF_8).contains("was not looked at for 10 min"),
                heard.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theSameFileWithOtherWordsIsAnotherVideo() throws IOException {
        server.tear(1, 100_000);
        assertThrows(
                IllegalStateException.class,
                () ->
                        directly(List.of())
                                .run(
                                        WORDS,
                                        _ -> {
                                            throw new IllegalStateException("the machine went off");
                                        }));

        assertEquals(0, run("film.mp4", "--privacy", "private"), err());

        assertEquals(2, server.requests.stream().filter(r -> r.startsWith("POST")).count());
    }

    @Test
    void givesUpAfterTenAttemptsWithoutANewByte() throws IOException {
        List<Duration> pauses = new ArrayList<>();
        server.tear(Integer.MAX_VALUE, 0);

        Failure failure =
                assertThrows(
                        Failure.class,
                        () -> directly(pauses).run(Map.of("filename", "film.mp4"), pauses::add));

        assertEquals(Failure.LATER, failure.exitCode());
        assertEquals(TusUpload.MAX_TRIES - 1, pauses.size());
        assertEquals(Duration.ofSeconds(30), pauses.getLast());
    }

    @Test
    void aRefusedFileIsOneSentenceAndExitCode4() {
        server.refuse(413);

        assertEquals(4, run("film.mp4"));

        assertEquals("zoetrope: film.mp4: The file is too large.\n", err());
    }

    @Test
    void aBadTokenIsExitCode3() {
        environment.put("ZOETROPE_TOKEN", "bad");

        assertEquals(3, run("film.mp4"));
        assertTrue(err().contains("Token is invalid"), err());
    }

    @Test
    void theTokenOfAServerOnThisMachineIsFoundInItsData() throws IOException {
        environment.remove("ZOETROPE_TOKEN");
        Files.writeString(folder.resolve("cli-token"), "good\n");

        assertEquals(0, run("film.mp4", "--data", folder.toString()), err());
    }

    @Test
    void withoutATokenItSaysHowToGetIn() {
        environment.remove("ZOETROPE_TOKEN");

        assertEquals(3, run("film.mp4", "--data", folder.toString()));
        assertTrue(err().contains("ZOETROPE_TOKEN, or say --user NAME"), err());
        assertEquals(3, run("film.mp4", "--user", "anna", "--password-file", "/nowhere"));
        assertTrue(err().contains("/nowhere does not exist"), err());
    }

    @Test
    void aMissingFileIsExitCode2BeforeAnythingIsSent() {
        assertEquals(2, run("film.mp4", folder.resolve("absent.mp4").toString()));
        assertEquals(List.of(), server.requests);
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        server.close();

        assertEquals(1, shell.run("status", "--server", server.address()));
        assertEquals(
                "zoetrope: nothing answers at " + server.address() + "; --server says where\n",
                shell.err());
        assertEquals(2, shell.run("status", "--server", "videos.example.org"));
    }

    @Test
    void statusTellsWhatIsWrongAndToThoseWithATokenWhatToDo() throws IOException {
        server.health(
                503,
                "{\"state\":\"Broken\",\"checks\":[{\"name\":\"Disk\",\"state\":\"Broken\",\"cause\":\"It is full.\","
                        + "\"remedy\":\"Free some space.\"},{\"name\":\"FFmpeg\",\"state\":\"Healthy\"}]}");

        Shell stranger = new Shell(Map.of());
        String[] words = {"status", "--server", server.address(), "--data", folder.toString()};

        assertEquals(1, stranger.run(words));
        assertEquals(
                server.address() + " is Broken\n  Broken     Disk\n  Healthy    FFmpeg\n",
                stranger.out());

        Files.writeString(folder.resolve("cli-token"), "good\n");
        assertEquals(1, stranger.run(words));
        assertEquals(
                server.address()
                        + " is Broken\n  Broken     Disk\n             It is full.\n"
                        + "             Free some space.\n  Healthy    FFmpeg\n",
                stranger.out());
    }

    @Test
    void theBarShowsShareAndSpeed() {
        ProgressBar bar = new ProgressBar(System.err, false, "film.mp4", 200_000_000);
        bar.accept(0);

        assertEquals(
                "film.mp4 [###############...............]  50 % 10.0 MB/s",
                bar.line(100_000_000, 10));
    }

    private TusUpload directly(List<Duration> pauses) throws IOException {
        Path file = folder.resolve("film.mp4");
        assertEquals(0, pauses.size());
        Server chosen = new Server(server.address(), Duration.ofMillis(200));
        Remembered remembered = Remembered.of(file, chosen.address(), WORDS, environment);
        return new TusUpload(chosen, "good", file, remembered, _ -> {});
    }

    private int run(String file, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "upload",
                                folder.resolve(file).toString(),
                                "--server",
                                server.address()));
        words.addAll(List.of(more));
        return shell.run(words.toArray(String[]::new));
    }

    private String out() {
        return shell.out();
    }

    private String err() {
        return shell.err();
    }

    private static String decoded(String metadata) {
        List<String> words = new ArrayList<>();
        for (String pair : metadata.split(",", -1)) {
            String[] parts = pair.split(" ", 2);
            words.add(
                    parts[0]
                            + " "
                            + new String(
                                    Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        }
        return String.join(",", words);
    }
}
