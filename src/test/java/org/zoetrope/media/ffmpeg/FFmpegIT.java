package org.zoetrope.media.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

class FFmpegIT {
    @TempDir Path folder;

    @Test
    void theBundledOneIsUnpackedOnceAndHasWhatWeNeed() throws IOException {
        FFmpeg ffmpeg = assertInstanceOf(FFmpeg.class, FFmpeg.find(Optional.empty(), folder));
        Path program = ffmpeg.tools().ffmpeg();
        Object first = Files.readAttributes(program, "unix:ino").get("ino");

        FFmpeg again = assertInstanceOf(FFmpeg.class, FFmpeg.find(Optional.empty(), folder));

        assertEquals(FFmpeg.Origin.BUNDLED, again.origin());
        assertEquals(first, Files.readAttributes(program, "unix:ino").get("ino"));
        assertTrue(again.makesWebp());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count(), "nothing temporary is left");
        }
    }

    @Test
    void aHalfUnpackedBundleIsReplaced() throws IOException {
        FFmpeg ffmpeg = assertInstanceOf(FFmpeg.class, FFmpeg.find(Optional.empty(), folder));
        Path library = ffmpeg.tools().libraries().getFirst().resolve("libswscale.so.9");
        Files.write(library, new byte[10]);

        FFmpeg again = assertInstanceOf(FFmpeg.class, FFmpeg.find(Optional.empty(), folder));

        assertTrue(
                Files.size(again.tools().libraries().getFirst().resolve("libswscale.so.9")) > 10);
    }

    @Test
    void aConfiguredPathThatIsWrongIsRefusedWithTheRemedy() {
        Installation.Missing missing =
                assertInstanceOf(
                        Installation.Missing.class,
                        FFmpeg.find(Optional.of(folder.resolve("nowhere")), folder));

        assertTrue(missing.why().contains(folder.resolve("nowhere").toString()));
        assertTrue(missing.why().contains("apt-get install ffmpeg"));
    }

    @Test
    void aProgramThatOnlyLooksLikeFFmpegIsRefusedByWhatItLacks() throws IOException {
        for (String name : List.of("ffmpeg", "ffprobe")) {
            Files.copy(
                    Path.of("/bin/echo"), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }

        Installation.Missing missing =
                assertInstanceOf(
                        Installation.Missing.class, FFmpeg.find(Optional.of(folder), folder));

        assertTrue(missing.why().contains("encoder libx264"), missing.why());
    }

    @Test
    void theBundledOneEncodesOnAServerWithoutSoundAndScreenLibraries() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "skipped: no bwrap");
        FFmpeg ffmpeg = Fixtures.ffmpeg();
        Path bundle = ffmpeg.tools().libraries().getFirst();
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/bwrap", "--dev", "/dev", "--proc", "/proc"));
        for (Path library : base(bundle.resolve("libavcodec.so.62"))) {
            command.addAll(List.of("--ro-bind", library.toString(), library.toString()));
        }
        command.addAll(
                List.of(
                        "--ro-bind",
                        bundle.toString(),
                        "/ff",
                        "--bind",
                        folder.toString(),
                        "/out"));
        command.addAll(List.of("/ff/ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=d=0.2"));
        command.addAll(List.of("-c:v", "libx264", "-y", "/out/made.mp4"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of());
        builder.environment().putAll(Map.of("LD_LIBRARY_PATH", "/ff"));

        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(0, process.waitFor(), said);
        assertEquals("", said);
        assertTrue(Files.size(folder.resolve("made.mp4")) > 1000);
    }

    /** The C and C++ libraries that every server has, and the loader. */
    private static List<Path> base(Path library) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/ldd", library.toString());
        builder.environment().put("LD_LIBRARY_PATH", String.valueOf(library.getParent()));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return Stream.of(text.split("\\s+"))
                .filter(w -> w.startsWith("/lib"))
                .filter(w ->
                        w.matches(".*/(libc|libm|libmvec|libstdc..|libgcc_s|ld-linux.*)\\.so.*"))
                .map(Path::of)
                .toList();
    }
}
