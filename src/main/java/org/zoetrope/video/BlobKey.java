package org.zoetrope.video;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an immutable object: {@code <kind>/<what it is of>/<attempt>}. The attempt is random
 * and never used twice, so a second try can never collide with the leftovers of a first; a record
 * says which attempt counts.
 */
public record BlobKey(String value) implements Comparable<BlobKey> {
    private static final Pattern FORM =
            Pattern.compile("[a-z][a-z0-9-]{0,31}/[A-Za-z0-9._-]{1,128}/[A-Za-z0-9]{8,40}");

    public BlobKey {
        if (!FORM.matcher(value).matches() || value.contains("/.")) {
            throw new IllegalArgumentException(
                    "blob key " + value + " is not <kind>/<subject>/<attempt>");
        }
    }

    /** Reads a key; empty for what is none. */
    public static Optional<BlobKey> parse(String text) {
        try {
            return Optional.of(new BlobKey(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /** A key for a new attempt to make {@code kind} of {@code subject}. */
    public static BlobKey fresh(String kind, String subject) {
        return new BlobKey(kind + "/" + subject + "/" + Token.random());
    }

    public String kind() {
        return value.substring(0, value.indexOf('/'));
    }

    public String subject() {
        return value.substring(value.indexOf('/') + 1, value.lastIndexOf('/'));
    }

    public String attempt() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(BlobKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
