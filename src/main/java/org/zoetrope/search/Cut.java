package org.zoetrope.search;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param start how many to pass over, 0 to {@value #MAX_START}; with {@code after}: 0
 * @param count at most this many, 0 to {@value #MAX_COUNT}
 * @param after the {@code next} of an earlier page under the same order; pages of any depth cost
 *     the same this way, and stay right while videos come and go
 */
public record Cut(int start, int count, Optional<String> after) {
    public static final int MAX_START = 10_000;
    public static final int MAX_COUNT = 100;

    public static Cut first(int count) {
        return new Cut(0, count, Optional.empty());
    }
}
