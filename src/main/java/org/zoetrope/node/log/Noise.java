package org.zoetrope.node.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What libraries warn of and no operator can act on: clients that go away in the middle, which
 * every visitor does who seeks in a video, and a faster way to compute that is not needed here.
 * Heard only when debugging.
 */
final class Noise {
    private static final String VECTORS = "org.apache.lucene.internal.vectorization";
    private static final List<String> WIRES = List.of("io.vertx.", "io.netty.");
    private static final List<String> GONE =
            List.of(
                    "Connection was closed",
                    "Connection reset",
                    "Broken pipe",
                    "Stream was closed");

    private Noise() {}

    static boolean is(String logger, @Nullable Throwable cause) {
        return logger.startsWith(VECTORS)
                || (WIRES.stream().anyMatch(logger::startsWith) && isGone(cause));
    }

    private static boolean isGone(@Nullable Throwable cause) {
        if (cause == null) {
            return false;
        }
        String message = cause.getMessage();
        return cause instanceof java.nio.channels.ClosedChannelException
                || (isOfWires(cause)
                        && message != null
                        && GONE.stream().anyMatch(message::contains));
    }

    private static boolean isOfWires(Throwable cause) {
        return cause instanceof IOException
                || WIRES.stream().anyMatch(cause.getClass().getName()::startsWith);
    }
}
