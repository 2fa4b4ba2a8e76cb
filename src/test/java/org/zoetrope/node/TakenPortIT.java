package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Loaded;
import org.zoetrope.node.config.Surroundings;

/** Starting where another program listens. It used to wait for ever for a worker not yet begun. */
final class TakenPortIT {
    @TempDir private Path folder;

    @Test
    void isRefusedByNameAndLetsGoOfTheDataDirectory() throws IOException {
        Files.createDirectory(folder.resolve("page"));
        Files.writeString(folder.resolve("page/index.html"), "<!doctype html><head></head>");

        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            IOException refused = refused(port);
            IOException again = refused(port);

            assertTrue(refused.toString().contains("127.0.0.1:" + port), refused::toString);
            assertTrue(refused.toString().contains("--port"), refused::toString);
            assertTrue(again.toString().contains("--port"), again::toString);
        }
    }

    private IOException refused(String port) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThrows(IOException.class, () -> start(port)));
    }

    private void start(String port) throws IOException {
        Map<String, String> options =
                Map.of("data.directory", folder.resolve("data").toString(), "web.port", port);
        Loaded loaded =
                Configuration.load(
                        new Surroundings(options, Map.of(), Optional.empty(), List.of()));
        var built = new Node.Built(folder.resolve("page"), folder.resolve("cache"), "test");
        Node.start(((Loaded.Good) loaded).configuration(), built, InstantSource.system()).close();
    }
}
