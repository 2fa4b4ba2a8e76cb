package org.zoetrope.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.golden.Golden;

/** The manual is what the records say. */
final class ReferenceTest {
    @Test
    void theExampleFileIsWrittenFromTheRecords() throws IOException {
        Golden.assertSame(Path.of("docs/zoetrope.toml"), Reference.toml());
    }

    @Test
    void thePageOfTheManualIsWrittenFromTheRecords() throws IOException {
        Golden.assertSame(Path.of("docs/configuration.md"), Reference.markdown());
    }

    @Test
    void theExampleFileWithEveryKeySwitchedOnIsTheDefaultConfiguration(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("zoetrope.toml");
        Files.writeString(file, Reference.toml().replaceAll("(?m)^#(\\w+ = )", "$1"));

        Loaded loaded =
                Configuration.load(
                        new Surroundings(Map.of(), Map.of(), Optional.of(file), List.of()));

        Configuration read = assertInstanceOf(Loaded.Good.class, loaded).configuration();
        assertEquals(Configuration.standard(), read);
    }

    @Test
    void everyKeyHasAMeaningThatEndsAsASentence() {
        Pattern sentence = Pattern.compile("[A-Za-z0-9].*\\.");

        List<String> unclear =
                Entry.all().stream()
                        .filter(entry -> !sentence.matcher(entry.declared().meaning()).matches())
                        .map(Entry::path)
                        .toList();

        assertEquals(List.of(), unclear);
    }

    @Test
    void everyKeyStandsInTheManual() {
        String manual = Reference.markdown();

        for (Entry entry : Entry.all()) {
            Matcher row = Pattern.compile("\\| `" + entry.variable() + "` \\|").matcher(manual);
            assertEquals(1, row.results().count(), entry.path());
        }
    }
}
