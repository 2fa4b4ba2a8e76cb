package org.zoetrope.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a handler says. Values only; the engine writes them, adds the security headers, and leaves
 * the body out for HEAD, 204 and 304.
 */
public sealed interface Answer {
    int status();

    Headers headers();

    /** The same answer with one more header. */
    Answer with(String name, String value);

    /** JSON of records, maps, lists or JsonNodes; nulls are written. */
    record Json(int status, Object value, Headers headers) implements Answer {
        @Override
        public Json with(String name, String value) {
            return new Json(status, this.value, headers.and(name, value));
        }
    }

    /** Text or other bytes that are in memory anyway; not copied, not changed afterwards. */
    @SuppressWarnings("ArrayRecordComponent") // answers are written, never compared
    record Bytes(int status, String type, byte[] bytes, Headers headers) implements Answer {
        @Override
        public Bytes with(String name, String value) {
            return new Bytes(status, type, bytes, headers.and(name, value));
        }
    }

    /** No body. */
    record Empty(int status, Headers headers) implements Answer {
        @Override
        public Empty with(String name, String value) {
            return new Empty(status, headers.and(name, value));
        }
    }

    /**
     * The bytes [offset, offset + length) of a file, sent without passing through the program. The
     * file is opened before the head is sent: a missing one is 404.
     */
    record FileRange(int status, String type, Path file, long offset, long length, Headers headers)
            implements Answer {
        @Override
        public FileRange with(String name, String value) {
            return new FileRange(status, type, file, offset, length, headers.and(name, value));
        }
    }

    /**
     * Bytes from somewhere else; opened once, read to its end (or length), closed by the engine.
     */
    record Stream(int status, String type, OptionalLong length, Opener opener, Headers headers)
            implements Answer {
        @Override
        public Stream with(String name, String value) {
            return new Stream(status, type, length, opener, headers.and(name, value));
        }
    }

    /** Gives the bytes of a {@link Stream}. Called once at most, on the request's thread. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** Server-sent events, for as long as the producer runs and the client listens. */
    record Events(Producer producer, Headers headers) implements Answer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Events with(String name, String value) {
            return new Events(producer, headers.and(name, value));
        }
    }

    /**
     * Tells what happens, blocking in between on the request's thread; returning ends the stream.
     */
    @FunctionalInterface
    interface Producer {
        void run(Sink sink) throws IOException, InterruptedException;
    }

    /** Where a producer puts its events. */
    interface Sink {
        /**
         * Sends one event; waits while the client is slow.
         *
         * @param id what a reconnecting client repeats as Last-Event-ID; empty: none
         * @throws java.io.InterruptedIOException when the client is gone or the server stops
         */
        void send(String id, String event, Object json) throws IOException;

        /**
         * False when the client is gone or the server stops. A producer that waits for news asks at
         * least every few seconds (the engine also interrupts it), and needs to send nothing to
         * keep the connection open.
         */
        boolean isOpen();
    }

    /** 302, 303, 307 or 308 to a place of our own choosing, never one that a client named. */
    record Redirect(int status, String location, Headers headers) implements Answer {
        @Override
        public Redirect with(String name, String value) {
            return new Redirect(status, location, headers.and(name, value));
        }
    }

    /**
     * "No", as application/problem+json (RFC 9457).
     *
     * @param code stable, for programs: {@code quota_reached}
     * @param detail a sentence for the person who asked
     * @param retryAfter always there for 429 and 503
     * @param invalid what is wrong with which parameter, if that is the problem
     */
    record Problem(
            int status,
            String code,
            String detail,
            Optional<Duration> retryAfter,
            Map<String, String> invalid,
            Headers headers)
            implements Answer {
        private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

        public Problem {
            invalid = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(invalid));
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException(status + " is no problem");
            }
            if ((status == 429 || status == 503) && retryAfter.isEmpty()) {
                retryAfter = Optional.of(USUAL_WAIT);
            }
        }

        public static Problem of(int status, String code, String detail) {
            return new Problem(status, code, detail, Optional.empty(), Map.of(), Headers.none());
        }

        /** 429 or 503 that says when to come back. */
        public static Problem later(int status, String code, String detail, Duration wait) {
            return new Problem(status, code, detail, Optional.of(wait), Map.of(), Headers.none());
        }

        /** 400 that names the parameters which are wrong, and why. */
        public static Problem parameters(Map<String, String> invalid) {
            return new Problem(
                    400,
                    "invalid_parameters",
                    "Incorrect request parameters: " + String.join(", ", invalid.keySet()),
                    Optional.empty(),
                    invalid,
                    Headers.none());
        }

        public static Problem notFound(String detail) {
            return of(404, "not_found", detail);
        }

        @Override
        public Problem with(String name, String value) {
            return new Problem(status, code, detail, retryAfter, invalid, headers.and(name, value));
        }
    }

    static Json json(Object value) {
        return new Json(200, value, Headers.none());
    }

    static Json json(int status, Object value) {
        return new Json(status, value, Headers.none());
    }

    static Bytes text(String text) {
        return text(200, "text/plain; charset=utf-8", text);
    }

    static Bytes text(int status, String type, String text) {
        return new Bytes(status, type, text.getBytes(StandardCharsets.UTF_8), Headers.none());
    }

    static Empty empty(int status) {
        return new Empty(status, Headers.none());
    }

    static Events events(Producer producer) {
        return new Events(producer, Headers.none());
    }

    static Redirect redirect(int status, String location) {
        return new Redirect(status, location, Headers.none());
    }
}
