package org.zoetrope.media.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.mp4.MovieIndex;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.media.sandbox.Command;
import org.zoetrope.media.sandbox.Ended;
import org.zoetrope.media.sandbox.Program;
import org.zoetrope.media.sandbox.Running;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.media.sandbox.Urgency;
import org.zoetrope.video.Reason;

/**
 * Looks at files with ffprobe in the sandbox. Safe for several threads; each look is one or two
 * child processes, at nice 10, because somebody waits for it.
 */
public final class Probe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_PACKET_TEXT = 1L << 30;
    private static final Duration MOST_CPU = Duration.ofMinutes(30);

    private final Sandbox sandbox;
    private final Guards guards;

    public Probe(Sandbox sandbox, Guards guards) {
        this.sandbox = sandbox;
        this.guards = guards;
    }

    /**
     * Reads the headers, then sees whether what they promise is there: by the index where the file
     * has a plain one, which takes the same time for an hour as for a minute; else by a pass over
     * all packets, at disk speed. Nothing is decoded.
     *
     * @throws IOException when the look itself failed, by a kill or a bound: worth another try
     */
    public Probed look(Path file) throws IOException, InterruptedException {
        Sniff sniff = Sniff.of(file);
        Optional<Reason> refusal = sniff.refusal();
        if (refusal.isPresent()) {
            return new Probed.Unreadable(refusal.get());
        }
        Headers headers = headers(file);
        if (headers.refusal().isPresent()) {
            return new Probed.Unreadable(headers.refusal().get());
        }
        Contents contents = new Contents(headers.json());
        if (contents.isEmpty()) {
            return new Probed.Unreadable(
                    new Reason(
                            "nothing_to_play",
                            "There is neither a picture nor a sound in the file."));
        }
        boolean indexed = contents.container().equals("mov");
        Optional<Timeline> known = indexed ? indexed(file, contents) : Optional.empty();
        Timeline timeline =
                known.isPresent() ? known.get() : timeline(file, contents.pictureIndex());
        boolean cut = indexed && Sniff.isCutMp4(file);
        return new Probed.Seen(contents.facts(sniff, timeline, cut), timeline);
    }

    private static Optional<Timeline> indexed(Path file, Contents contents) throws IOException {
        return MovieIndex.read(file)
                .flatMap(tracks ->
                        Timeline.of(tracks, contents.trackIndexes(), contents.pictureIndex()));
    }

    /**
     * The times of the packets of a file that was looked at before.
     *
     * @param picture index of the picture track; -1 for none
     */
    public Timeline timeline(Path file, int picture) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(guards.forFfprobe());
        arguments.addAll(
                List.of(
                        "-of",
                        "csv=p=0",
                        "-show_entries",
                        "packet=stream_index,pts_time,dts_time,duration_time,flags",
                        Command.IN));
        Bounds probing = Bounds.probing();
        Bounds bounds =
                new Bounds(
                        MOST_CPU, 0, MOST_PACKET_TEXT, probing.memoryBytes(), probing.patience());
        Timeline.Reader reader = new Timeline.Reader(picture);
        Path nothing = Files.createTempDirectory("zoetrope-probe");
        try (Running running = sandbox.start(command(arguments, file, nothing, bounds));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(running.stdout(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.read(line);
            }
            refuseIfEnded(running.await()); // its status says only that the file has an end
        } finally {
            Files.deleteIfExists(nothing);
        }
        return reader.timeline();
    }

    private record Headers(JsonNode json, Optional<Reason> refusal) {}

    private Headers headers(Path file) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(guards.forFfprobe());
        arguments.addAll(
                List.of(
                        "-of",
                        "json=c=1",
                        "-show_data",
                        "-show_format",
                        "-show_streams",
                        "-show_chapters",
                        Command.IN));
        Path nothing = Files.createTempDirectory("zoetrope-probe");
        try (Running running = sandbox.start(command(arguments, file, nothing, Bounds.probing()))) {
            byte[] answer = running.stdout().readAllBytes();
            Ended ended = running.await();
            refuseIfEnded(ended);
            return read(answer, ended);
        } finally {
            Files.deleteIfExists(nothing);
        }
    }

    private Headers read(byte[] answer, Ended ended) {
        JsonNode json = JSON.createObjectNode();
        try {
            json = JSON.readTree(answer);
        } catch (JsonProcessingException cutOff) {
            return new Headers(json, Optional.of(Complaint.of(ended.errors())));
        } catch (IOException impossible) {
            throw new IllegalStateException("an array cannot fail", impossible);
        }
        boolean good = ended.status() == 0 && json.path("streams").size() > 0;
        return new Headers(
                json, good ? Optional.empty() : Optional.of(Complaint.of(ended.errors())));
    }

    private static void refuseIfEnded(Ended ended) throws IOException {
        if (ended.stop() != Ended.Stop.NONE || ended.status() > 128) {
            throw new IOException(
                    "ffprobe was ended (status " + ended.status() + ", " + ended.stop() + ")");
        }
    }

    private static Command command(List<String> arguments, Path file, Path nothing, Bounds bounds) {
        return new Command(
                Program.FFPROBE,
                arguments,
                Optional.of(file),
                nothing,
                Command.Stdout.RESULT,
                bounds,
                Urgency.WAITED_FOR);
    }
}
