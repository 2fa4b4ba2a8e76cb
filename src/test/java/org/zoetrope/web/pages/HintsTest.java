package org.zoetrope.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintsTest {
    @TempDir Path built;

    @Test
    void namesTheFilesOfAPage() throws IOException {
        Files.writeString(
                built.resolve("hints.json"),
                "{\"watch\": {\"scripts\": [\"/assets/W-1.js\"], \"styles\": [\"/assets/W-2.css\"]}}");

        String links = Hints.read(built).links("watch");

        assertEquals(
                "<link rel=\"modulepreload\" crossorigin href=\"/assets/W-1.js\">\n"
                        + "<link rel=\"stylesheet\" crossorigin href=\"/assets/W-2.css\">\n",
                links);
    }

    @Test
    void saysNothingForAPageWithoutFilesOfItsOwn() throws IOException {
        Files.writeString(built.resolve("hints.json"), "{}");

        assertEquals("", Hints.read(built).links("home"));
    }

    @Test
    void doesWithoutTheFile() throws IOException {
        assertEquals("", Hints.read(built).links("watch"));
    }
}
