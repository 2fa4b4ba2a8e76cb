package org.zoetrope.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with a file of the repository. {@code mvn test -Dgolden.update=true -Dtest=...}
 * writes the files anew; look at the diff before you commit it.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Compares with {@code src/test/resources/golden/<name>}. */
    public static void assertSame(String name, String actual) throws IOException {
        assertSame(FOLDER.resolve(name), actual);
    }

    /** Compares with any file of the repository, for what is documentation at the same time. */
    public static void assertSame(Path file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        }
        assertTrue(Files.exists(file), () -> file + " is missing: -Dgolden.update=true writes it");
        assertEquals(Files.readString(file), actual, () -> file + " is not what the program says");
    }
}
