package org.zoetrope.media.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.zoetrope.media.sandbox.Tools;

/**
 * Asks an FFmpeg what it is. The only place where it runs outside the sandbox: it is given no file.
 */
final class Examination {
    private static final long MOST_SECONDS = 60;
    private static final int MOST_BYTES = 1 << 20;

    private final Tools tools;

    Examination(Tools tools) {
        this.tools = tools;
    }

    Version version() throws IOException {
        return Version.parse(ask(tools.ffprobe(), "-version").split("\n", 2)[0]);
    }

    Powers powers() throws IOException {
        return new Powers(
                list("-encoders"), list("-decoders"), list("-filters"), bitstreamFilters());
    }

    /** A name in each line, behind a heading. */
    private Set<String> bitstreamFilters() throws IOException {
        return ask(tools.ffmpeg(), "-hide_banner", "-bsfs")
                .lines()
                .skip(1)
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The second word of the lines of the list. */
    private Set<String> list(String what) throws IOException {
        return ask(tools.ffmpeg(), "-hide_banner", what)
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && !words[1].equals("="))
                .map(words -> words[1])
                .collect(Collectors.toUnmodifiableSet());
    }

    private String ask(Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(tools.environment());
        Process process =
                builder.redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        try (var answer = process.getInputStream()) {
            String text = new String(answer.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(firstLine(text));
            }
            return text;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it was asked for its version", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String firstLine(String text) {
        return text.isBlank() ? "it ended without a word" : text.strip().split("\n", 2)[0];
    }
}
