package org.zoetrope.media.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One run of FFmpeg or ffprobe.
 *
 * @param arguments without the program's name; {@code {in}} stands for the input as FFmpeg should
 *     open it ({@code file:} and a fixed name), {@code {out}} for the output directory as the child
 *     sees it. Never put a user's words in here
 * @param input the only file that the child can read besides its own program; empty for none
 * @param output a directory that exists; the only place where the child can write, and its working
 *     directory. It should be empty and belong to this run alone
 * @param stdout what the standard output means to the watchdog
 */
public record Command(
        Program program,
        List<String> arguments,
        Optional<Path> input,
        Path output,
        Stdout stdout,
        Bounds bounds,
        Urgency urgency) {
    public static final String IN = "{in}";
    public static final String OUT = "{out}";
    private static final int MOST_ARGUMENT_BYTES = 64 << 10;

    /** What bytes on the standard output say about the child. */
    public enum Stdout {
        /** They are the result: their growth is progress. */
        RESULT,
        /**
         * They are a report such as {@code -progress pipe:1}, which a hung FFmpeg goes on writing:
         * their growth says nothing. Who reads the report calls {@link Running#advanced()}.
         */
        REPORT
    }

    public Command {
        arguments = List.copyOf(arguments);
        int length = arguments.stream().mapToInt(String::length).sum();
        if (length > MOST_ARGUMENT_BYTES) {
            throw new IllegalArgumentException(
                    "arguments of " + length + " characters, at most " + MOST_ARGUMENT_BYTES);
        }
        if (input.isEmpty() && arguments.stream().anyMatch(a -> a.contains(IN))) {
            throw new IllegalArgumentException("arguments name " + IN + ", but there is no input");
        }
    }
}
