package org.zoetrope.ingest;

import java.util.function.Function;

/** What the person asked for, or why not. A refusal is a value; broken is an exception. */
public sealed interface Answer<T> {
    /** It was done. */
    record Yes<T>(T value) implements Answer<T> {}

    /** It was not done, and nothing was changed unless the refusal says so. */
    record No<T>(Refusal why) implements Answer<T> {}

    static <T> Answer<T> yes(T value) {
        return new Yes<>(value);
    }

    static <T> Answer<T> no(Refusal why) {
        return new No<>(why);
    }

    /** Goes on with the value; a refusal passes through. */
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        return switch (this) {
            case Yes<T>(T value) -> next.apply(value);
            case No<T>(Refusal why) -> no(why);
        };
    }
}
