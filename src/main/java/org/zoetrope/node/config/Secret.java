package org.zoetrope.node.config;

/**
 * A value that is never printed: {@link #toString} is {@code ***}. Every key of this type also has
 * a sibling {@code <key>_file} that names a file to read it from.
 */
public record Secret(String reveal) {
    public Secret {
        if (reveal.isBlank()) {
            throw new IllegalArgumentException("not empty");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
