package org.zoetrope.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.records.Records;
import org.zoetrope.records.sqlite.SqliteRecords;

/** What lies in a data directory, looked at as files. */
record BlobDirectory(Path data) {
    /** Finished objects, named by subject and attempt. */
    List<String> objects() throws IOException {
        return below("objects").filter(name -> !name.endsWith(".sum")).toList();
    }

    /** How much has come of uploads that are not complete. */
    long stagedBytes() throws IOException {
        Path staged = data.resolve("blobs").resolve("staged");
        if (!Files.exists(staged)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(staged)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** What is there and should not be, of a stopped program: what no record names. */
    List<String> strays() throws IOException {
        String records = records();
        return Stream.of("objects", "staged", "temporary")
                .flatMap(this::below)
                .map(name -> name.replaceAll("\\.sum$", ""))
                .filter(name -> !records.contains(name.replace('~', '/')))
                .toList();
    }

    /** Files that work left behind. */
    List<Path> scratch() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("scratch"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Stream<String> below(String part) {
        Path folder = data.resolve("blobs").resolve(part);
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names =
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .toList();
            return names.stream();
        } catch (IOException | java.io.UncheckedIOException changing) {
            return below(part); // files come and go while the program runs
        }
    }

    private String records() throws IOException {
        StringBuilder all = new StringBuilder();
        try (SqliteRecords records = SqliteRecords.open(data.resolve("records"))) {
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                Records.Page page = records.scan("/", after.get(), 1000);
                page.documents().forEach(document -> all.append(document.value()).append('\n'));
                after = page.next();
            }
        }
        return all.toString();
    }
}
