package org.zoetrope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.video.VideoId;

/**
 * Brings files to a server one after the other, none of them twice, and hears whether the server
 * wants them. A file that arrived under the same words before is not sent again while its video is
 * there.
 */
final class Courier {
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** A server that looks at nothing for so long does not do so at all. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Set<String> UNDECIDED = Set.of("Uploading", "Checking");
    private final Server server;
    private final String token;
    private final Screen screen;
    private final Map<String, String> environment;

    /** What people and scripts read. */
    record Screen(PrintStream out, PrintStream err) {}

    /**
     * A file that is there.
     *
     * @param video its id
     * @param before true when nothing had to be sent
     */
    record Brought(String name, String video, boolean before) {}

    Courier(Server server, String token, Screen screen, Map<String, String> environment) {
        this.server = server;
        this.token = token;
        this.screen = screen;
        this.environment = environment;
    }

    /** Sends what is missing of a file, and prints the address of its video. */
    Brought bring(Path file, String name, Map<String, String> words) throws IOException {
        Remembered remembered = Remembered.of(file, server.address(), words, environment);
        Optional<String> before = remembered.video();
        if (before.isPresent() && video(before.get()).isPresent()) {
            screen.err().println(name + " is there already");
            return told(new Brought(name, before.get(), true));
        }
        if (before.isPresent()) {
            remembered.forget();
        }
        ProgressBar bar = new ProgressBar(screen.err(), isWatched(), name, Files.size(file));
        try {
            var upload = new TusUpload(server, token, file, remembered, bar);
            return told(new Brought(name, upload.run(words, Courier::pause), false));
        } finally {
            bar.end();
        }
    }

    private Brought told(Brought brought) {
        String id = VideoId.parse(brought.video()).map(VideoId::toShort).orElse(brought.video());
        screen.out().println(server.at("/w/" + id));
        return brought;
    }

    /** The video as the server tells it; empty when there is none. */
    private Optional<JsonNode> video(String id) throws IOException {
        Server.Said said =
                server.send(
                        HttpRequest.newBuilder(server.at("/api/v1/videos/" + id))
                                .header("Authorization", "Bearer " + token)
                                .GET());
        return switch (said.status()) {
            case 200 -> Optional.of(said.json());
            case 404 -> Optional.empty();
            default ->
                    throw new Failure(
                            said.status() == 401 ? Failure.NOT_SIGNED_IN : Failure.LATER,
                            "cannot ask for the video: " + said.detail());
        };
    }

    /**
     * Waits until the server has looked at all of them, and says which it refused.
     *
     * @return the exit code: 0 when all are wanted
     */
    int hear(List<Brought> all, TusUpload.Pause pause) throws IOException {
        int code = 0;
        for (Brought one : all) {
            Optional<Failure> no = verdict(one, pause);
            if (no.isPresent()) {
                screen.err().println("zoetrope: " + no.get().getMessage());
                code = no.get().exitCode();
            }
        }
        return code;
    }

    private Optional<Failure> verdict(Brought one, TusUpload.Pause pause) throws IOException {
        Duration waited = Duration.ZERO;
        Duration next = SHORTEST;
        while (waited.compareTo(PATIENCE) < 0) {
            Optional<JsonNode> video = video(one.video());
            if (video.isEmpty()) {
                return no(Failure.REFUSED, one, "was deleted before it was looked at");
            }
            JsonNode state = video.get().path("zoetrope").path("state");
            String word = state.path("word").asText();
            if (word.equals("Failed")) {
                return no(Failure.REFUSED, one, "was refused: " + state.path("text").asText());
            }
            if (!UNDECIDED.contains(word)) {
                return Optional.empty();
            }
            pause.forNext(next);
            waited = waited.plus(next);
            next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        }
        return no(
                Failure.LATER,
                one,
                "arrived, but was not looked at for "
                        + PATIENCE.toMinutes()
                        + " min; zoetrope status says why");
    }

    private static Optional<Failure> no(int code, Brought one, String why) {
        return Optional.of(new Failure(code, one.name() + " " + why));
    }

    private static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(stopped);
            throw interrupted;
        }
    }
}
