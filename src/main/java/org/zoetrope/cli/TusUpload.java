package org.zoetrope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * One file on its way by tus 1.0: asks where the server stands and goes on from there, after a lost
 * connection as after a restart of either side.
 *
 * @see <a href="https://tus.io/protocols/resumable-upload">tus 1.0.0</a>
 */
final class TusUpload {
    /** Attempts in a row without a single new byte at the server. */
    static final int MAX_TRIES = 10;

    private static final int TRIES_AT_FIRST = 3;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Server server;
    private final String token;
    private final Remembered remembered;
    private final Path file;
    private final long length;
    private final LongConsumer progress;

    /** How far the file has been taken; written by the thread that sends. */
    private volatile long read;

    /** Waits between attempts. */
    @FunctionalInterface
    interface Pause {
        void forNext(Duration time) throws IOException;
    }

    TusUpload(Server server, String token, Path file, Remembered remembered, LongConsumer progress)
            throws IOException {
        this.server = server;
        this.token = token;
        this.file = file;
        this.length = Files.size(file);
        this.remembered = remembered;
        this.progress = progress;
    }

    /**
     * Sends the file, or what is left of it.
     *
     * @return the id of the video
     */
    String run(Map<String, String> metadata, Pause pause) throws IOException {
        int failures = 0;
        long best = -1;
        while (true) {
            try {
                Standing standing = standing(metadata);
                failures = standing.offset() > best ? 0 : failures;
                best = Math.max(best, standing.offset());
                Standing now = standing.offset() < length ? send(standing) : standing;
                if (now.offset() >= length) {
                    remembered.arrived(now.video());
                    return now.video();
                }
            } catch (Failure final_) {
                if (final_.exitCode() != Failure.LATER || ++failures >= tries(best)) {
                    throw final_;
                }
                pause.forNext(waiting(failures));
            } catch (IOException torn) {
                if (++failures >= tries(best)) {
                    throw new Failure(Failure.LATER, sentence(torn), torn);
                }
                pause.forNext(waiting(failures));
            }
        }
    }

    /** A server that was never reached is hardly on its way back. */
    private static int tries(long best) {
        return best < 0 ? TRIES_AT_FIRST : MAX_TRIES;
    }

    private String sentence(IOException torn) {
        return "the connection to " + server.address() + " breaks again and again: " + torn;
    }

    static Duration waiting(int failures) {
        Duration time = Duration.ofMillis(500).multipliedBy(1L << Math.min(failures, 10));
        return time.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : time;
    }

    /** Where the upload stands at the server. */
    private record Standing(URI upload, long offset, String video) {}

    private Standing standing(Map<String, String> metadata) throws IOException {
        Optional<URI> known = remembered.upload();
        if (known.isPresent()) {
            Server.Said said = server.send(request(known.get()).method("HEAD", none()));
            if (said.status() == 200) {
                return standing(known.get(), said);
            }
            if (said.status() != 404 && said.status() != 410) {
                throw refusal(said);
            }
            remembered.forget();
        }
        return create(metadata);
    }

    private Standing create(Map<String, String> metadata) throws IOException {
        Server.Said said =
                server.send(
                        request(server.at("/api/v1/uploads"))
                                .header("Upload-Length", Long.toString(length))
                                .header("Upload-Metadata", encoded(metadata))
                                .POST(none()));
        if (said.status() != 201) {
            throw refusal(said);
        }
        URI upload = server.at(said.header("location"));
        remembered.keep(upload);
        return new Standing(upload, 0, said.header("zoetrope-video"));
    }

    private Standing send(Standing from) throws IOException {
        Server.Said said =
                server.exchange(
                        request(from.upload())
                                .header("Upload-Offset", Long.toString(from.offset()))
                                .header("Content-Type", "application/offset+octet-stream")
                                .method("PATCH", rest(from.offset()))
                                .build(),
                        () -> read);
        if (said.status() != 204) {
            throw refusal(said);
        }
        return standing(from.upload(), said);
    }

    private HttpRequest.BodyPublisher rest(long offset) {
        HttpRequest.BodyPublisher stream =
                BodyPublishers.ofInputStream(() -> Counted.open(file, offset, this::taken));
        return BodyPublishers.fromPublisher(stream, length - offset);
    }

    private void taken(long position) {
        read = position;
        progress.accept(position);
    }

    private static HttpRequest.BodyPublisher none() {
        return BodyPublishers.noBody();
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Tus-Resumable", "1.0.0")
                .header("Authorization", "Bearer " + token);
    }

    private static Standing standing(URI upload, Server.Said said) throws IOException {
        String offset = said.header("upload-offset");
        if (!offset.matches("\\d{1,18}")) {
            throw new IOException("the server does not say how much has arrived");
        }
        return new Standing(upload, Long.parseLong(offset), said.header("zoetrope-video"));
    }

    private Failure refusal(Server.Said said) {
        int status = said.status();
        boolean later =
                status == 409 || status == 423 || status == 429 || status == 460 || status >= 500;
        int code =
                status == 401 || status == 403
                        ? Failure.NOT_SIGNED_IN
                        : later && status != 507 ? Failure.LATER : Failure.REFUSED;
        return new Failure(code, file.getFileName() + ": " + said.detail());
    }

    private static String encoded(Map<String, String> metadata) {
        Base64.Encoder base64 = Base64.getEncoder();
        return metadata.entrySet().stream()
                .map(entry ->
                        entry.getKey()
                                + " "
                                + base64.encodeToString(
                                        entry.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    /** The file from an offset on, telling how far it has been read. */
    private static final class Counted extends java.io.FilterInputStream {
        private final LongConsumer progress;
        private long position;

        private Counted(InputStream in, long position, LongConsumer progress) {
            super(in);
            this.position = position;
            this.progress = progress;
        }

        static InputStream open(Path file, long offset, LongConsumer progress) {
            try {
                InputStream in = Files.newInputStream(file);
                in.skipNBytes(offset);
                return new Counted(in, offset, progress);
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int read = super.read(bytes, from, count);
            position += Math.max(0, read);
            progress.accept(position);
            return read;
        }
    }
}
