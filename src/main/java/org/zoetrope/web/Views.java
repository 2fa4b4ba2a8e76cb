package org.zoetrope.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Token;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/**
 * How often videos are watched. An address counts once an hour per video, and is kept only as a
 * hash under a key that dies with the process. Counts are gathered here and written together now
 * and then, never one commit per view: a crash loses those of the last seconds. Safe for all
 * threads.
 */
public final class Views implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Views.class);
    private static final Duration ONCE_IN = Duration.ofHours(1);
    private static final Duration FLUSH_EVERY = Duration.ofSeconds(10);
    private static final int MAX_VIEWERS = 200_000;
    private static final int TRIES = 5;

    private final Documents documents;
    private final String secret = Token.random();
    private final Map<VideoId, Long> waiting = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> seen;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread flusher;

    private Views(Documents documents, InstantSource clock) {
        this.documents = documents;
        this.seen =
                Caffeine.newBuilder()
                        .maximumSize(MAX_VIEWERS)
                        .expireAfterWrite(ONCE_IN)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build();
        this.flusher = Thread.ofVirtual().name("views").unstarted(this::run);
    }

    /** Starts to count; the records must outlive this. */
    public static Views open(Documents documents, InstantSource clock) {
        Views views = new Views(documents, clock);
        views.flusher.start();
        return views;
    }

    /** Somebody at this address watches the video. */
    public void count(VideoId video, String address) {
        if (seen.asMap().putIfAbsent(hash(video, address), true) == null) {
            waiting.merge(video, 1L, Long::sum);
        }
    }

    /** Writes down what has gathered. What cannot be written now stays for the next time. */
    public void flush() throws IOException {
        for (VideoId video : List.copyOf(waiting.keySet())) {
            Long times = waiting.remove(video);
            if (times != null) {
                write(video, times);
            }
        }
    }

    /** Writes down what has gathered, and ends. */
    @Override
    public void close() {
        closing.countDown();
        try {
            flusher.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            last = awaitEnd();
            try {
                flush();
            } catch (IOException unreachable) {
                log.warn("views cannot be written now: {}", unreachable.toString());
            }
        }
    }

    private boolean awaitEnd() {
        try {
            return closing.await(FLUSH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            return true;
        }
    }

    private void write(VideoId video, long times) throws IOException {
        boolean written = false;
        try {
            for (int i = 0; i < TRIES && !written; i++) {
                Optional<Versioned<Video>> now = documents.get(Videos.key(video), Video.class);
                written =
                        now.isEmpty()
                                || documents
                                        .change()
                                        .replace(now.get(), now.get().value().toViewed(times))
                                        .commit();
            }
        } finally {
            if (!written) {
                waiting.merge(video, times, Long::sum);
            }
        }
    }

    private String hash(VideoId video, String address) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String text = secret + " " + video + " " + address;
            return HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
