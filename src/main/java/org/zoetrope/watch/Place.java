package org.zoetrope.watch;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.zoetrope.video.Sha256;

/**
 * Where a file lies in its folder, as the part of a URI: so the bytes of any name survive, also
 * where the locale of the process cannot spell them.
 */
record Place(String raw) implements Comparable<Place> {
    private static final Path ROOT = Path.of("/");

    static Place of(Path relative) {
        String raw = ROOT.resolve(relative).toUri().getRawPath();
        return new Place(raw.substring(1, raw.length() - (raw.endsWith("/") ? 1 : 0)));
    }

    Path in(Path folder) {
        return folder.resolve(ROOT.relativize(Path.of(URI.create("file:///" + raw))));
    }

    /** In a folder inside the folder; {@code suffix} is put behind its name. */
    Place below(String inner, String suffix) {
        return new Place(inner + "/" + raw + suffix);
    }

    /**
     * Where this goes when a neighbour {@code from} goes {@code to} a place made by {@link #below}.
     */
    Place beside(Place from, Place to) {
        int at = to.raw().lastIndexOf(from.raw());
        String suffix = to.raw().substring(at + from.raw().length());
        return new Place(to.raw().substring(0, at) + raw + suffix);
    }

    /** The name of the first folder it lies in. */
    Optional<String> top() {
        int slash = raw.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(new Place(raw.substring(0, slash)).text());
    }

    /** For people. */
    String text() {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The same for every run, short enough for a key. */
    String digest() {
        return digest(raw);
    }

    static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Sha256.of(sha256.digest(text.getBytes(StandardCharsets.UTF_8))).hex();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public int compareTo(Place other) {
        return raw.compareTo(other.raw);
    }
}
