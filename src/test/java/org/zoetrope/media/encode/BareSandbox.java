package org.zoetrope.media.encode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.sandbox.Command;
import org.zoetrope.media.sandbox.Ended;
import org.zoetrope.media.sandbox.Program;
import org.zoetrope.media.sandbox.Running;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.media.sandbox.Tools;

/**
 * Starts FFmpeg without any fence, for tests of what it makes of our own clips. Remembers the
 * processor time of all children.
 */
final class BareSandbox implements Sandbox {
    private final Tools tools;
    private final Path scratch;

    BareSandbox(Tools tools, Path scratch) {
        this.tools = tools;
        this.scratch = scratch;
    }

    @Override
    public Running start(Command command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add((command.program() == Program.FFMPEG ? tools.ffmpeg() : tools.ffprobe()) + "");
        for (String argument : command.arguments()) {
            line.add(
                    argument.replace(
                                    Command.IN,
                                    "file:" + command.input().map(Path::toString).orElse(""))
                            .replace(Command.OUT, command.output().toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(line).directory(command.output().toFile());
        builder.environment().put("LD_LIBRARY_PATH", libraries());
        Path errors = Files.createTempFile(scratch, "stderr", ".txt");
        return new Child(builder.redirectError(errors.toFile()).start(), errors);
    }

    private String libraries() {
        return String.join(":", tools.libraries().stream().map(Path::toString).toList());
    }

    @Override
    public String mode() {
        return "off";
    }

    private record Child(Process process, Path errors) implements Running {
        @Override
        public InputStream stdout() {
            return process.getInputStream();
        }

        @Override
        public Ended await() throws InterruptedException {
            int status = process.waitFor();
            try {
                String said = Files.readString(errors, StandardCharsets.ISO_8859_1);
                return new Ended(status, said, cpuTime(), Ended.Stop.NONE);
            } catch (IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
        }

        @Override
        public Duration cpuTime() {
            return Optional.of(process)
                    .flatMap(p -> p.info().totalCpuDuration())
                    .orElse(Duration.ZERO);
        }

        @Override
        public long outputBytes() {
            return 0;
        }

        @Override
        public void advanced() {}

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
