package org.zoetrope.web.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, handed over from the event loop through a bounded queue. The connection is
 * paused when the queue is half full and goes on when it is nearly empty; buffers are kept as they
 * came. One reader.
 */
final class BodyStream extends InputStream {
    private static final long TICK_MILLIS = 1000;

    private final HttpServerRequest request;
    private final io.vertx.core.Context context;
    private final Bounds bounds;
    private final boolean expectsContinue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Buffer> queue = new ArrayDeque<>();
    private int queued;
    private boolean paused = true;
    private boolean ended;
    private @Nullable IOException failure;
    private boolean patient;
    private long quietNanos;
    private boolean started;
    private boolean discarding;

    private @Nullable ByteBuf current;
    private long taken;
    private long waitedNanos;

    /** On the event loop, before anything of the body was read. */
    BodyStream(HttpServerRequest request, io.vertx.core.Context context, Bounds bounds) {
        this.request = request;
        this.context = context;
        this.bounds = bounds;
        expectsContinue = "100-continue".equalsIgnoreCase(request.getHeader("expect"));
        request.pause();
        request.handler(this::offer);
        request.endHandler(_ -> end());
        request.exceptionHandler(this::fail);
        ConnectionGuard.onMalformedBody(request.connection(), this::malformed);
    }

    /**
     * May be called by any thread: a read that waits ends with an IOException. What still comes is
     * thrown away after the answer.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (failure == null) {
                failure = new IOException("the body was closed");
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Uploads of people whom we know may be as slow as their line, as long as it lives. */
    void bePatient() {
        patient = true;
    }

    /** A document is short: whoever sends it, it comes at the usual rate. */
    void beHurried() {
        patient = false;
    }

    private void offer(Buffer buffer) {
        lock.lock();
        try {
            if (discarding) {
                taken += buffer.length();
                return;
            }
            queue.add(buffer);
            queued += buffer.length();
            if (queued >= bounds.sizes().body() / 2 && !paused) {
                paused = true;
                request.pause();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = new ClientGone(cause);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What came before is of no use: it cannot be told where the body would end. */
    private void malformed() {
        lock.lock();
        try {
            failure =
                    new BodyException(
                            Answer.Problem.of(
                                    400, "malformed_body", "The chunks of the body are not HTTP."));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        ByteBuf buffer = next();
        return buffer == null ? -1 : buffer.readByte() & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuf buffer = next();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.readableBytes());
        buffer.readBytes(target, offset, count);
        return count;
    }

    @Override
    public int available() {
        return current == null ? 0 : current.readableBytes();
    }

    /** Hands the buffers on without copying them. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long count = 0;
        for (ByteBuf buffer = next(); buffer != null; buffer = next()) {
            int length = buffer.readableBytes();
            buffer.readBytes(out, length);
            count += length;
        }
        return count;
    }

    /** A buffer with at least one byte; null at the end. */
    private @Nullable ByteBuf next() throws IOException {
        if (current != null && current.isReadable()) {
            return current;
        }
        Buffer taken = take();
        current = taken == null ? null : ((BufferInternal) taken).getByteBuf();
        return current != null && !current.isReadable() ? next() : current;
    }

    private @Nullable Buffer take() throws IOException {
        lock.lock();
        try {
            while (queue.isEmpty()) {
                if (failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                if (ended) {
                    return null;
                }
                flow();
                await();
            }
            Buffer first = queue.remove();
            quietNanos = 0;
            queued -= first.length();
            taken += first.length();
            if (queued <= bounds.sizes().body() / 8) {
                flow();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void flow() {
        if (expectsContinue && !started) {
            context.runOnContext(_ -> request.response().writeContinue());
        }
        started = true;
        if (paused && !ended && failure == null) {
            paused = false;
            context.runOnContext(_ -> request.resume());
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is in take()
    private void await() throws IOException {
        long before = System.nanoTime();
        try {
            boolean _ = changed.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("stopped within the body").initCause(stopped);
        }
        long waited = System.nanoTime() - before;
        waitedNanos += waited;
        quietNanos += waited;
        requireRate();
    }

    private void requireRate() throws BodyException {
        double seconds = waitedNanos / 1e9;
        boolean late = seconds > bounds.patience().bodyGrace().toMillis() / 1e3;
        if (quietNanos > bounds.patience().idle().toNanos()) {
            throw new BodyException(
                    Answer.Problem.of(408, "body_too_slow", "No byte of the body came any more."));
        }
        if (!patient && late && taken < seconds * bounds.patience().bodyBytesPerSecond()) {
            throw new BodyException(
                    Answer.Problem.of(
                            408,
                            "body_too_slow",
                            "The body came slower than "
                                    + bounds.patience().bodyBytesPerSecond()
                                    + " bytes per second."));
        }
    }

    /** Everything has come from the client, read by the handler or not. */
    boolean isComplete() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what still comes and forgets it, so that the client gets to read our answer. */
    void discard() {
        lock.lock();
        try {
            discarding = true;
            queue.clear();
            if (paused && !ended) {
                paused = false;
                context.runOnContext(_ -> request.resume());
            }
        } finally {
            lock.unlock();
        }
    }

    /** The client waits for "100 Continue" and has sent nothing. */
    boolean isHeldBack() {
        return expectsContinue && !started;
    }
}
