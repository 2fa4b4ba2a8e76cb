package org.zoetrope.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a videotoogo: a catalogue, and blocks that are named by their hash. Read only. */
final class Videotoogo {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HASH = "[0-9a-f]{64}";
    private final Path blocks;
    private final List<Entry> entries;

    private Videotoogo(Path blocks, List<Entry> entries) {
        this.blocks = blocks;
        this.entries = entries;
    }

    /**
     * A line of the catalogue.
     *
     * @param id what the block is called, and should be the hash of
     */
    record Entry(String id, String name, String description) {
        Entry {
            name = name.isBlank() ? id : name;
        }

        boolean namesBlock() {
            return id.matches(HASH);
        }
    }

    /** {@code directory} is {@code var}, or holds it. */
    static Videotoogo open(Path directory) throws IOException {
        for (Path var : List.of(directory, directory.resolve("var"))) {
            Path catalogue = var.resolve("data").resolve("videos.json");
            if (Files.isRegularFile(catalogue)) {
                return new Videotoogo(var.resolve("blocks"), read(catalogue));
            }
        }
        throw new Failure(
                Failure.USAGE, directory + " holds no data/videos.json: is it of videotoogo?");
    }

    private static List<Entry> read(Path catalogue) throws IOException {
        JsonNode lines;
        try {
            lines = JSON.readTree(Files.readString(catalogue));
        } catch (JsonProcessingException broken) {
            throw new Failure(
                    Failure.USAGE,
                    catalogue + " is no catalogue: " + broken.getOriginalMessage(),
                    broken);
        }
        if (!lines.isArray() && !lines.isNull()) {
            throw new Failure(Failure.USAGE, catalogue + " is no catalogue: it is not a list");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode line : lines) {
            entries.add(
                    new Entry(
                            line.path("id").asText(),
                            line.path("name").asText(),
                            line.path("description").asText()));
        }
        return entries;
    }

    /** Lines that name a block. */
    List<Entry> entries() {
        return entries.stream().filter(Entry::namesBlock).toList();
    }

    /** Lines that never had one, such as its builddb writes. */
    List<Entry> dummies() {
        return entries.stream().filter(entry -> !entry.namesBlock()).toList();
    }

    /** Blocks that no line names: a crash between the two left them. */
    List<Entry> strays() throws IOException {
        if (!Files.isDirectory(blocks)) {
            return List.of();
        }
        Set<String> named = entries.stream().map(Entry::id).collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(blocks)) {
            return all.map(block -> String.valueOf(block.getFileName()))
                    .filter(name -> name.matches(HASH) && !named.contains(name))
                    .sorted()
                    .map(name -> new Entry(name, name, ""))
                    .toList();
        }
    }

    /** The block of an entry, hashed: there, and what its name says. */
    Path whole(Entry entry) throws IOException {
        Path block = blocks.resolve(entry.id());
        if (!Files.isRegularFile(block, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure(Failure.REFUSED, entry.name() + ": its block is missing: " + block);
        }
        String hash = hash(block);
        if (!hash.equals(entry.id())) {
            throw new Failure(
                    Failure.REFUSED,
                    entry.name() + ": its block is damaged: " + block + " has the hash " + hash);
        }
        return block;
    }

    private static String hash(Path file) throws IOException {
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sum)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sum.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
