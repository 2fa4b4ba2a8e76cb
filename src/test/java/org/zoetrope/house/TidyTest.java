package org.zoetrope.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository lints itself: what no compiler sees. */
final class TidyTest {
    private static final int MAX_JAVA_LINE = 130;
    private static final int MAX_JAVA_FILE = 500;
    private static final Pattern TEXT_BLOCK = Pattern.compile("(?s)\"\"\".*?\"\"\"");
    private static final Pattern LINK =
            Pattern.compile("\\[[^]]*]\\((?!https?:|mailto:|#)([^)#\\s]+)[^)]*\\)");
    private static final Pattern OPEN_END = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d+)");
    // Put together here, so that this file does not find itself.
    private static final Pattern TRAILER =
            Pattern.compile("(?i)co-authored" + "-by:|generated" + " with");
    private static final Pattern WORKPLACE =
            Pattern.compile("(?<![\\w.~/-])/(?:work|home/\\w+|root)/(?!password)[\\w.]+");
    private static final Set<String> PASSED_OVER =
            Set.of(".git", "target", "node_modules", "dist", "data", ".idea");

    @Test
    void noLineOfJavaIsTooLong() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            // inside a text block the text decides: playlists have long lines
            String code = TEXT_BLOCK.matcher(Files.readString(file)).replaceAll("\"\"");
            code.lines()
                    .filter(line -> line.length() > MAX_JAVA_LINE)
                    .forEach(line -> found.add(file + ": " + line.strip()));
        }

        assertEquals(List.of(), found);
    }

    @Test
    void noFileOfJavaNeedsScrollingForEver() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            int lines = Files.readAllLines(file).size();
            if (lines > MAX_JAVA_FILE) {
                found.add(file + " has " + lines + " lines");
            }
        }

        assertEquals(List.of(), found);
    }

    @Test
    void everyOpenEndNamesItsIssue() throws IOException {
        assertEquals(List.of(), linesWith(OPEN_END, ".java", ".ts", ".svelte", ".md", ".css"));
    }

    @Test
    void nothingSpeaksOfTheMachineItWasMadeOn() throws IOException {
        assertEquals(
                List.of(), linesWith(WORKPLACE, ".java", ".ts", ".svelte", ".md", ".xml", ".sh"));
        assertEquals(
                List.of(), linesWith(TRAILER, ".java", ".ts", ".svelte", ".md", ".xml", ".sh"));
    }

    @Test
    void noTestSleepsWhereAClockCanBeMoved() throws IOException {
        Pattern sleep = Pattern.compile("Thread\\.sleep\\((?!.*// waits for)");
        List<Path> fast =
                files(".java").stream()
                        .filter(file -> file.toString().endsWith("Test.java"))
                        .toList();
        List<String> found = new ArrayList<>();
        eachLine(
                fast,
                (where, line) -> {
                    if (sleep.matcher(line).find() && !where.contains("TidyTest")) {
                        found.add(where);
                    }
                });

        assertEquals(List.of(), found);
    }

    @Test
    void everyLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : files(".md")) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                Path target = document.resolveSibling(links.group(1));
                if (!Files.exists(target)) {
                    broken.add(document + " links to " + links.group(1));
                }
            }
        }

        assertEquals(List.of(), broken);
    }

    @Test
    void decisionsAreNumberedWithoutGaps() throws IOException {
        List<String> numbers;
        try (Stream<Path> decisions = Files.list(Path.of("docs/decisions"))) {
            numbers =
                    decisions
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("\\d{4}-.*\\.md"))
                            .map(name -> name.substring(0, 4))
                            .sorted()
                            .toList();
        }

        List<String> expected =
                IntStream.rangeClosed(1, numbers.size()).mapToObj("%04d"::formatted).toList();
        assertEquals(expected, numbers);
    }

    @Test
    void theRepositoryIsReallyRead() throws IOException {
        assertTrue(files(".java").size() > 50);
        assertTrue(files(".md").contains(Path.of("ARCHITECTURE.md")));
    }

    private static List<String> linesWith(Pattern pattern, String... endings) throws IOException {
        List<String> found = new ArrayList<>();
        eachLine(
                files(endings),
                (where, line) -> {
                    if (pattern.matcher(line).find() && !where.contains("TidyTest")) {
                        found.add(where + ": " + line.strip());
                    }
                });
        return found;
    }

    private static void eachLine(List<Path> files, BiConsumer<String, String> reader)
            throws IOException {
        for (Path file : files) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                reader.accept(file + ":" + number, line);
            }
        }
    }

    private static List<Path> files(String... endings) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                Path.of(""),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes facts) {
                        return PASSED_OVER.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        if (Stream.of(endings).anyMatch(file.toString()::endsWith)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }
}
