package org.zoetrope.media.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.zoetrope.video.Token;

/**
 * The FFmpeg that comes with Zoetrope, as a jar on the class path. It is unpacked once into a
 * folder named after the jar: made beside it under a temporary name, made durable, then renamed. A
 * second program that does the same at the same time, or a crash in the middle, does no harm.
 */
final class Bundle {
    private final Path cache;

    Bundle(Path cache) {
        this.cache = cache;
    }

    /** The folder with ffmpeg, ffprobe and their libraries; empty when no bundle fits us. */
    Optional<Path> unpacked() throws IOException {
        String root = "org/bytedeco/ffmpeg/" + platform() + "/";
        URL found = Bundle.class.getClassLoader().getResource(root + "ffmpeg");
        if (found == null || !(found.openConnection() instanceof JarURLConnection connection)) {
            return Optional.empty();
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            List<JarEntry> entries = needed(jar, root);
            Path folder = cache.resolve(nameOf(Path.of(jar.getName())));
            if (!isWhole(folder, entries, root)) {
                unpack(jar, entries, root, folder);
            }
            return Optional.of(folder.toAbsolutePath());
        }
    }

    private static String platform() {
        return System.getProperty("os.arch").equals("aarch64")
                ? "linux-arm64-gpl"
                : "linux-x86_64-gpl";
    }

    private static String nameOf(Path jar) {
        return String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
    }

    /** The two programs and the libraries they link; not the glue for calling them from Java. */
    private static List<JarEntry> needed(JarFile jar, String root) {
        return jar.stream()
                .filter(e -> e.getName().startsWith(root))
                .filter(e ->
                        e.getName().substring(root.length()).matches("ff\\w+|lib.+\\.so\\.\\d+"))
                .toList();
    }

    private static boolean isWhole(Path folder, List<JarEntry> entries, String root)
            throws IOException {
        for (JarEntry entry : entries) {
            Path file = folder.resolve(entry.getName().substring(root.length()));
            if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
                return false;
            }
        }
        return StubLibrary.ALL.stream().allMatch(s -> Files.exists(folder.resolve(s.name())));
    }

    private void unpack(JarFile jar, List<JarEntry> entries, String root, Path folder)
            throws IOException {
        Files.createDirectories(cache);
        Path fresh = Files.createDirectory(cache.resolve(".unpacking-" + Token.random()));
        try {
            for (JarEntry entry : entries) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    write(fresh.resolve(entry.getName().substring(root.length())), bytes);
                }
            }
            for (StubLibrary stub : StubLibrary.ALL) {
                write(fresh.resolve(stub.name()), new java.io.ByteArrayInputStream(stub.elf()));
            }
            sync(fresh);
            name(fresh, folder, entries, root);
            sync(cache);
        } finally {
            remove(fresh);
        }
    }

    private static void write(Path file, InputStream bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            bytes.transferTo(out);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        sync(file);
    }

    /** Somebody else may have been faster: then theirs is used, if it is whole. */
    private void name(Path fresh, Path folder, List<JarEntry> entries, String root)
            throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException never) {
            throw never;
        } catch (FileSystemException taken) {
            if (!isWhole(folder, entries, root)) {
                Files.move(
                        folder,
                        cache.resolve(".broken-" + Token.random()),
                        StandardCopyOption.ATOMIC_MOVE);
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
