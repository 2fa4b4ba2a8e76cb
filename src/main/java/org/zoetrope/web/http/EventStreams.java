package org.zoetrope.web.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps streams of server-sent events alive and ends them when the engine stops. A comment every 15
 * s keeps proxies from closing them and finds clients that are gone.
 */
final class EventStreams {
    private static final long BEAT_MILLIS = 15_000;
    private static final Buffer BEAT = Buffer.buffer(":\n\n");
    private final Vertx vertx;
    private final Set<Live> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    EventStreams(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs the producer on the calling thread until it or the client has enough. */
    void run(AnswerWriter.Target target, Answer.Producer producer) throws IOException {
        Live live = new Live(target);
        open.add(live);
        long beat = vertx.setPeriodic(BEAT_MILLIS, _ -> live.beat());
        target.on(() -> target.response().closeHandler(_ -> live.leave()));
        try {
            live.outlet.write(BEAT);
            if (!stopping) {
                producer.run(live);
            }
        } catch (InterruptedException | InterruptedIOException ended) {
            // the client left or we stop: both are an ordinary end
        } finally {
            vertx.cancelTimer(beat);
            open.remove(live);
            live.finish();
        }
    }

    /** Ends all streams; their clients connect again elsewhere or later. */
    void stop() {
        stopping = true;
        open.forEach(Live::leave);
    }

    private static final class Live implements Answer.Sink {
        private final Outlet outlet;
        private final Thread producer = Thread.currentThread();
        private boolean running = true;
        private volatile boolean left;

        Live(AnswerWriter.Target target) {
            outlet = new Outlet(target);
        }

        @Override
        public void send(String id, String event, Object json) throws IOException {
            StringBuilder text = new StringBuilder();
            if (!id.isEmpty()) {
                text.append("id: ").append(line(id)).append('\n');
            }
            text.append("event: ").append(line(event)).append('\n');
            String data = new String(JsonBody.write(json), StandardCharsets.UTF_8);
            text.append("data: ").append(data).append("\n\n");
            outlet.write(Buffer.buffer(text.toString()));
        }

        private static String line(String text) {
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a line break in an event's name or id");
            }
            return text;
        }

        @Override
        public boolean isOpen() {
            return !left && !outlet.isGone();
        }

        /** On the event loop. */
        void beat() {
            outlet.offer(BEAT);
        }

        synchronized void leave() {
            left = true;
            if (running) {
                producer.interrupt();
            }
        }

        synchronized void finish() throws IOException {
            running = false;
            // whatever interrupt came for the producer is over now
            Thread.interrupted();
            if (!outlet.isGone()) {
                outlet.end();
            }
        }
    }
}
