package org.zoetrope.watch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who has a file open for writing, as far as {@code /proc} tells: processes of this machine that we
 * may look at. A writer on another machine is not seen; for those there is the quiet time.
 */
final class OpenFiles {
    private static final Pattern FLAGS = Pattern.compile("flags:\\s*0*([0-7]+)");
    private final Path proc;

    OpenFiles(Path proc) {
        this.proc = proc;
    }

    /** Those of the files that somebody is writing. */
    Set<Path> beingWritten(Collection<Path> files) throws IOException {
        Set<Path> found = new HashSet<>();
        if (files.isEmpty() || !Files.isDirectory(proc)) {
            return found;
        }
        Map<Path, Path> byName =
                files.stream().collect(Collectors.toMap(Path::getFileName, f -> f, (a, _) -> a));
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                look(process, byName.keySet(), files, found);
            }
        }
        return found;
    }

    private static void look(
            Path process, Set<Path> names, Collection<Path> files, Set<Path> found) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                Path target = Files.readSymbolicLink(descriptor);
                if (names.contains(target.getFileName()) && isForWriting(process, descriptor)) {
                    files.stream().filter(file -> isSame(file, descriptor)).forEach(found::add);
                }
            }
        } catch (IOException | RuntimeException hiddenOrGone) {
            return; // another person's process, or one that has just ended
        }
    }

    private static boolean isForWriting(Path process, Path descriptor) throws IOException {
        Path info = process.resolve("fdinfo").resolve(descriptor.getFileName());
        Matcher flags = FLAGS.matcher(Files.readString(info));
        return flags.find() && (Integer.parseUnsignedInt(flags.group(1), 8) & 3) != 0;
    }

    private static boolean isSame(Path file, Path descriptor) {
        try {
            return Objects.equals(key(file), key(descriptor));
        } catch (IOException gone) {
            return false;
        }
    }

    private static Object key(Path file) throws IOException {
        return Objects.requireNonNullElse(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file);
    }
}
