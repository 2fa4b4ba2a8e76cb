package org.zoetrope.web.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Request;

/**
 * The files of the built application, as they were when the program started. Only what was there
 * then is handed out, so no path of a request ever reaches the disk. Immutable.
 */
final class Assets {
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, File> files;
    private final String document;

    private record File(Path path, long bytes, String type, Map<String, Path> encoded) {}

    private Assets(Map<String, File> files, String document) {
        this.files = Map.copyOf(files);
        this.document = document;
    }

    /**
     * @throws IOException when the page was not built there
     */
    static Assets read(Path built) throws IOException {
        Path index = built.resolve("index.html");
        if (!Files.isRegularFile(index)) {
            throw new IOException("the page is not built: " + index + " is missing");
        }
        Map<String, File> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(built)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = built.relativize(path).toString();
                String type = TYPES.get(ending(name));
                if (type != null) {
                    files.put("/" + name, file(path, type));
                }
            }
        }
        return new Assets(files, Files.readString(index, StandardCharsets.UTF_8));
    }

    /** {@code index.html} with its two places to fill in. */
    String document() {
        return document;
    }

    List<String> names() {
        return files.keySet().stream().sorted().toList();
    }

    /** Names with a hash in them never change; the others are asked for again after an hour. */
    Optional<Answer> answer(Request request) {
        File file = files.get(request.head().path());
        if (file == null) {
            return Optional.empty();
        }
        boolean hashed = request.head().path().startsWith("/assets/");
        String age = hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600";
        Headers headers = Headers.of("Cache-Control", age).and("Vary", "Accept-Encoding");
        String accepted = request.header("accept-encoding").orElse("");
        for (String coding : List.of("br", "gzip")) {
            Path encoded = file.encoded().get(coding);
            if (encoded != null && accepted.contains(coding)) {
                Headers told = headers.and("Content-Encoding", coding);
                return Optional.of(whole(encoded, file.type(), told));
            }
        }
        return Optional.of(whole(file.path(), file.type(), headers));
    }

    private static Answer whole(Path path, String type, Headers headers) {
        return new Answer.FileRange(200, type, path, 0, path.toFile().length(), headers);
    }

    private static File file(Path path, String type) throws IOException {
        Map<String, Path> encoded = new HashMap<>();
        Map.of("br", ".br", "gzip", ".gz")
                .forEach((coding, ending) -> {
                    Path sibling = path.resolveSibling(path.getFileName() + ending);
                    if (Files.isRegularFile(sibling)) {
                        encoded.put(coding, sibling);
                    }
                });
        return new File(path, Files.size(path), type, Map.copyOf(encoded));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
