package org.zoetrope.media.encode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.media.sandbox.Command;
import org.zoetrope.media.sandbox.Ended;
import org.zoetrope.media.sandbox.Program;
import org.zoetrope.media.sandbox.Running;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.media.sandbox.Urgency;
import org.zoetrope.video.Reason;

/** Runs FFmpeg in the sandbox, follows its progress and judges its end. */
final class Workshop {
    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final int LOGGED = 2000;
    private static final int KILLED = 128;
    private static final int SIGNALS = 32;

    /** 256 minus ENOSPC, ENOMEM, EIO, ENFILE, EMFILE. */
    private static final Set<Integer> MACHINE_ERRORS = Set.of(228, 244, 251, 233, 232);

    private final Sandbox sandbox;
    private final List<String> guards;

    /**
     * @param guards what stands before everything else, see {@link Guards}
     */
    Workshop(Sandbox sandbox, List<String> guards) {
        this.sandbox = sandbox;
        this.guards = guards;
    }

    /** Called about twice a second while FFmpeg works, by the thread that runs it. */
    @FunctionalInterface
    interface Look {
        void now() throws IOException, InterruptedException;
    }

    /**
     * One run.
     *
     * @param before arguments between the guards and the input
     * @param after arguments after the input
     * @param goal for the progress
     */
    record Job(List<String> before, List<String> after, Goal goal, Bounds bounds) {}

    /** Runs to a good end. */
    Report run(Assignment work, Job job, Look look) throws IOException, InterruptedException {
        Urgency urgency = work.awaited() ? Urgency.WAITED_FOR : Urgency.BACKGROUND;
        Command command = command(work.source(), work.directory(), job, urgency);
        try (Running running = sandbox.start(command)) {
            follow(running, work.progress(), job.goal, look);
            return judge(running.await());
        }
    }

    /** The same for a moment's work that a person waits for. */
    Report run(Path source, Path directory, Job job) throws IOException, InterruptedException {
        Command command = command(source, directory, job, Urgency.WAITED_FOR);
        try (Running running = sandbox.start(command)) {
            follow(running, _ -> {}, job.goal, () -> {});
            return judge(running.await());
        }
    }

    private Command command(Path source, Path directory, Job job, Urgency urgency) {
        List<String> arguments = new ArrayList<>(guards);
        arguments.addAll(List.of("-loglevel", "level+verbose", "-y", "-progress", "pipe:1"));
        arguments.addAll(job.before);
        arguments.addAll(List.of("-i", Command.IN));
        arguments.addAll(job.after);
        return new Command(
                Program.FFMPEG,
                arguments,
                Optional.of(source),
                directory,
                Command.Stdout.REPORT,
                job.bounds,
                urgency);
    }

    private static void follow(Running running, Assignment.Progress progress, Goal goal, Look look)
            throws IOException, InterruptedException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(running.stdout(), StandardCharsets.US_ASCII))) {
            double furthest = 0;
            String line = lines.readLine();
            while (line != null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("encoding was called off");
                }
                double share = goal.share(line);
                if (share > furthest) {
                    furthest = share;
                    running.advanced();
                    progress.at(share);
                }
                if (line.startsWith("progress=")) {
                    look.now();
                }
                line = lines.readLine();
            }
        }
    }

    private static Report judge(Ended ended) throws IOException {
        if (ended.succeeded()) {
            return new Report(ended.errors());
        }
        LOG.info(
                "ffmpeg failed status={} stop={} cpu={} says={}",
                ended.status(),
                ended.stop(),
                ended.cpu(),
                tail(ended.errors()));
        if (ended.overBounds()) {
            throw new UnfitException(
                    new Reason("too_costly", "This video needs more work than is allowed here."));
        }
        if (ended.hung() || ended.stop() == Ended.Stop.ASKED || mayPass(ended.status())) {
            throw new IOException(
                    "ffmpeg ended with status " + ended.status() + ", " + ended.stop());
        }
        throw new UnfitException(new Reason("not_decodable", "This file could not be decoded."));
    }

    /** A signal, or an error of this machine. FFmpeg ends with the low byte of its error number. */
    private static boolean mayPass(int status) {
        return (status > KILLED && status < KILLED + SIGNALS) || MACHINE_ERRORS.contains(status);
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - LOGGED)).replace('\n', '|');
    }
}
