package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

/**
 * The program on a machine where no sandbox works: bubblewrap is not there, and the kernel answers
 * as one without Landlock.
 */
@Timeout(180)
final class NoSandboxIT {
    private static final int LANDLOCK_CREATE_RULESET = 444; // on every machine
    private static final int NO_SUCH_CALL = 38;

    @TempDir private Path folder = Path.of("");
    private List<String> machine = List.of();

    @BeforeEach
    void takeTheSandboxesAway() throws Exception {
        Path filter = folder.resolve("filter");
        Files.write(filter, filter());
        machine =
                List.of(
                        "/bin/sh",
                        "-c",
                        "exec \"$@\" 3<\"$0\"",
                        filter.toString(),
                        "bwrap",
                        "--dev-bind",
                        "/",
                        "/",
                        "--ro-bind",
                        "/dev/null",
                        "/usr/bin/bwrap",
                        "--die-with-parent",
                        "--seccomp",
                        "3");
    }

    /** A system call filter as the kernel reads it: one call does not exist, all others do. */
    private static byte[] filter() {
        ByteBuffer code = ByteBuffer.allocate(4 * 8).order(ByteOrder.nativeOrder());
        instruction(code, 0x20, 0, 0, 0); // load the number of the call
        instruction(code, 0x15, 0, 1, LANDLOCK_CREATE_RULESET);
        instruction(code, 0x06, 0, 0, 0x0005_0000 | NO_SUCH_CALL);
        instruction(code, 0x06, 0, 0, 0x7fff_0000);
        return code.array();
    }

    private static void instruction(ByteBuffer code, int what, int yes, int no, int value) {
        code.putShort((short) what).put((byte) yes).put((byte) no).putInt(value);
    }

    @Test
    void uploadsWaitAndItIsSaidWhatToDo() throws Exception {
        try (RunningProgram program = serve(Map.of());
                Client client = Client.root(program)) {
            HttpResponse<String> ready = client.get("/health/ready");

            assertEquals(503, ready.statusCode(), ready.body());
            JsonNode check = sandbox(ready);
            assertEquals("Broken", check.path("state").asText());
            assertTrue(check.path("cause").asText().contains("Bubblewrap cannot be used: "));
            assertTrue(check.path("cause").asText().contains("Landlock cannot be used: "));
            assertTrue(check.path("remedy").asText().contains("apt-get install bubblewrap"));
            assertTrue(check.path("remedy").asText().contains("media.sandbox = \"off\""));
            assertTrue(
                    program.said().getLast().contains(", no sandbox works: nothing is converted, "),
                    program.said().toString());

            byte[] clip = Files.readAllBytes(Fixtures.clip("plain.mp4"));
            String video = client.multipart("waiting", clip);

            assertFalse(Client.isPlayable(client.video(video)), client.video(video).toString());
            assertEquals("Checking", Client.word(client.video(video)));
            assertEquals(List.of(), program.encoders());
        }
    }

    @Test
    void whoSaysSoInWordsGoesWithoutAndIsTold() throws Exception {
        try (RunningProgram program = serve(Map.of("ZOETROPE_MEDIA_SANDBOX", "off"));
                Client client = Client.root(program)) {
            HttpResponse<String> ready = client.get("/health/ready");

            assertEquals(200, ready.statusCode(), ready.body());
            JsonNode check = sandbox(ready);
            assertEquals("Attention", check.path("state").asText());
            assertTrue(check.path("cause").asText().contains("because media.sandbox is off"));
            assertTrue(check.path("remedy").asText().contains("media.sandbox"));
            assertTrue(
                    program.said().getLast().contains(", sandbox off: "),
                    program.said().toString());

            byte[] clip = Files.readAllBytes(Fixtures.clip("plain.mp4"));
            String video = client.multipart("converted", clip);

            assertEquals("Ready", Client.word(client.until(video, Client::isSettled)));
        }
    }

    private RunningProgram serve(Map<String, String> environment) throws Exception {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("ZOETROPE_ADMIN_PASSWORD", RunningProgram.PASSWORD);
        String data = folder.resolve("data").toString();
        RunningProgram program =
                RunningProgram.runBehind(machine, all, "serve", "--data", data, "--port", "0");
        program.awaitReady();
        return program;
    }

    private static JsonNode sandbox(HttpResponse<String> ready) throws Exception {
        return StreamSupport.stream(Client.json(ready).path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals("Sandbox"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(ready.body()));
    }
}
