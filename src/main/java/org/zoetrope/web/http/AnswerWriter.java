package org.zoetrope.web.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

/**
 * Puts one answer on the wire. Small answers and files are left to the event loop; streams and
 * events are written by the calling thread, which waits while the client is slow.
 */
final class AnswerWriter {
    static final String JSON = "application/json";
    private static final int CHUNK = 64 << 10;
    private final FixedHeaders fixed;
    private final CrossOrigin crossOrigin;
    private final EventStreams events;

    AnswerWriter(FixedHeaders fixed, CrossOrigin crossOrigin, EventStreams events) {
        this.fixed = fixed;
        this.crossOrigin = crossOrigin;
        this.events = events;
    }

    /**
     * Where an answer goes.
     *
     * @param brokenOff told when a file was not taken to its end
     */
    record Target(
            HttpServerRequest request,
            io.vertx.core.Context context,
            String path,
            boolean isHead,
            Ending ending,
            Runnable brokenOff) {
        HttpServerResponse response() {
            return request.response();
        }

        void on(Runnable step) {
            if (io.vertx.core.Context.isOnEventLoopThread()) {
                step.run();
            } else {
                context.runOnContext(_ -> step.run());
            }
        }
    }

    /** What becomes of the connection after an answer. */
    enum Ending {
        /** It waits for the next request. */
        KEEP,
        /** The client is told that it will be closed; somebody else closes it. */
        ANNOUNCE,
        /** It is closed as soon as the answer is out. */
        HANG_UP
    }

    void write(Target target, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Json json -> small(target, json, JSON, JsonBody.write(json.value()));
            case Answer.Bytes bytes -> small(target, bytes, bytes.type(), bytes.bytes());
            case Answer.Problem problem -> problem(target, problem);
            case Answer.Redirect to ->
                    small(target, to.with("Location", to.location()), "", new byte[0]);
            case Answer.Empty empty -> small(target, empty, "", new byte[0]);
            case Answer.FileRange range -> file(target, range);
            case Answer.Stream stream -> stream(target, stream);
            case Answer.Events live -> events(target, live);
        }
    }

    private void problem(Target target, Answer.Problem problem) {
        Answer.Problem told =
                problem.retryAfter()
                        .map(wait -> problem.with("Retry-After", seconds(wait)))
                        .orElse(problem);
        String accept = target.request().getHeader("Accept");
        if (BrokenPage.isFor(problem.status(), target.path(), accept)) {
            small(target, told, BrokenPage.TYPE, BrokenPage.of(problem.status()));
            return;
        }
        byte[] document = JsonBody.write(Problems.document(problem, target.path()));
        small(target, told, "application/problem+json", document);
    }

    private static String seconds(java.time.Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private void small(Target target, Answer answer, String type, byte[] body) {
        target.on(() -> {
            if (gone(target)) {
                return;
            }
            head(target, answer, type);
            if (answer.status() != 204 && answer.status() != 304) {
                length(target, body.length);
            }
            if (target.ending() == Ending.HANG_UP) {
                ConnectionGuard.hearNoMore(target.request().connection());
            }
            boolean bare = target.isHead() || body.length == 0;
            Future<Void> sent =
                    bare ? target.response().end() : target.response().end(Buffer.buffer(body));
            if (target.ending() == Ending.HANG_UP) {
                sent.onComplete(_ -> target.request().connection().close());
            }
        });
    }

    private void file(Target target, Answer.FileRange range) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(range.file(), StandardOpenOption.READ);
        } catch (NoSuchFileException gone) {
            problem(target, Answer.Problem.notFound("This is gone."));
            return;
        }
        if (range.offset() + range.length() > channel.size()) {
            channel.close();
            throw new IOException(
                    range.file() + " is shorter than " + (range.offset() + range.length()));
        }
        target.on(() -> send(target, range, channel));
    }

    private void send(Target target, Answer.FileRange range, FileChannel channel) {
        if (gone(target)) {
            close(channel);
            return;
        }
        head(target, range, range.type());
        length(target, range.length());
        if (target.isHead() || range.length() == 0) {
            close(channel);
            target.response().end();
            return;
        }
        target.response()
                .sendFile(channel, range.offset(), range.length())
                .onComplete(sent -> {
                    close(channel);
                    if (sent.failed()) {
                        target.brokenOff().run();
                    }
                });
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException nothingWasWritten) {
            // closing a file that was only read: nothing can be lost
        }
    }

    private void stream(Target target, Answer.Stream stream) throws IOException {
        try (InputStream bytes = target.isHead() ? InputStream.nullInputStream() : open(stream)) {
            onLoop(target, stream, stream.type(), stream.length());
            if (target.isHead()) {
                target.on(() -> target.response().end());
                return;
            }
            pump(target, bytes, stream.length().orElse(Long.MAX_VALUE));
        }
    }

    private static InputStream open(Answer.Stream stream) throws IOException {
        return stream.opener().open();
    }

    private void pump(Target target, InputStream bytes, long limit) throws IOException {
        Outlet outlet = new Outlet(target);
        long left = limit;
        try {
            while (left > 0) {
                byte[] chunk = new byte[(int) Math.min(CHUNK, left)];
                int count = bytes.read(chunk);
                if (count < 0) {
                    break;
                }
                outlet.write(
                        Buffer.buffer(
                                count == chunk.length
                                        ? chunk
                                        : java.util.Arrays.copyOf(chunk, count)));
                left -= count;
            }
        } catch (IOException broken) {
            outlet.abort();
            throw new HalfSent(broken);
        }
        if (left > 0 && limit != Long.MAX_VALUE) {
            outlet.abort();
            throw new HalfSent(new IOException("the source ended " + left + " bytes early"));
        }
        outlet.end();
    }

    private void events(Target target, Answer.Events live) throws IOException {
        if (target.isHead()) {
            small(target, Answer.empty(200), "text/event-stream", new byte[0]);
            return;
        }
        Answer told = live.with("X-Accel-Buffering", "no");
        onLoop(target, told, "text/event-stream", java.util.OptionalLong.empty());
        events.run(target, live.producer());
    }

    private void onLoop(Target target, Answer answer, String type, java.util.OptionalLong length) {
        target.on(() -> {
            if (gone(target)) {
                return;
            }
            head(target, answer, type);
            if (length.isPresent()) {
                length(target, length.getAsLong());
            } else if (!target.isHead()) {
                target.response().setChunked(true);
            }
        });
    }

    private void head(Target target, Answer answer, String type) {
        HttpServerResponse response = target.response();
        response.setStatusCode(answer.status());
        fixed.put(response.headers(), answer);
        crossOrigin.put(response.headers(), target.path());
        put(response, answer.headers());
        if (!type.isEmpty()) {
            response.putHeader("Content-Type", type);
        }
        if (target.ending() != Ending.KEEP) {
            response.putHeader("Connection", "close");
        }
    }

    private static void put(HttpServerResponse response, Headers headers) {
        headers.fields().forEach(field -> response.headers().add(field.name(), field.value()));
    }

    private static void length(Target target, long length) {
        target.response().putHeader("Content-Length", Long.toString(length));
    }

    private static boolean gone(Target target) {
        return target.response().closed() || target.response().headWritten();
    }

    /** The head was out already: all that can be said is to break the connection. */
    static final class HalfSent extends IOException {
        private static final long serialVersionUID = 1L;

        HalfSent(IOException cause) {
            super(cause);
        }
    }
}
