package org.zoetrope.blobs.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.video.BlobKey;

/** A program that puts objects is killed (-9): what it acknowledged is there, nothing is half. */
class KilledPutIT {
    private static final int ROUNDS = 10;
    @TempDir Path temporary;

    @Test
    void whatWasAcknowledgedIsThereAndNothingIsHalf() throws Exception {
        Path root = temporary.resolve("blobs");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();

        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killedAfter(root, 1 + random.nextInt(20)));
            try (DirectoryBlobs blobs = DirectoryBlobs.open(root, Optional.empty())) {
                checkAll(blobs, acknowledged, "seed " + seed + ", round " + round);
            }
        }
    }

    private static void checkAll(DirectoryBlobs blobs, Set<String> acknowledged, String story)
            throws IOException {
        Set<String> found = new HashSet<>();
        for (BlobKey key : blobs.list("", "", Integer.MAX_VALUE)) {
            Blobs.Stat stat = blobs.stat(key).orElseThrow();
            try (InputStream in = blobs.open(key, 0, stat.bytes())) {
                assertEquals(stat.bytes(), in.readAllBytes().length, story);
            }
            found.add(key.value());
        }
        assertTrue(found.containsAll(acknowledged), story);
    }

    /** Runs {@link Putting} until it has acknowledged so many, then kills it in the next one. */
    private static List<String> killedAfter(Path root, int count) throws IOException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Putting.class.getName(),
                                root.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader lines = child.inputReader()) {
            List<String> acknowledged = lines.lines().limit(count).toList();
            child.destroyForcibly();
            return acknowledged;
        } finally {
            child.destroyForcibly();
            child.onExit().join();
        }
    }

    /** Puts and stages objects for ever, and prints the key of each that is done. */
    static final class Putting {
        private Putting() {}

        public static void main(String[] arguments) throws IOException {
            Random random = new Random();
            try (DirectoryBlobs blobs =
                    DirectoryBlobs.open(Path.of(arguments[0]), Optional.empty())) {
                while (true) {
                    byte[] bytes = new byte[random.nextInt(3_000_000)];
                    random.nextBytes(bytes);
                    BlobKey key = BlobKey.fresh("original", "killed");
                    blobs.put(key, new ByteArrayInputStream(bytes));
                    System.out.println(key);
                }
            }
        }
    }
}
