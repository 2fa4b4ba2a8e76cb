package org.zoetrope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CPU seconds of server and reader for each GB that leaves by the media route, against nginx with
 * sendfile on the very same file.
 */
final class ServeBench implements Bench.Measure {
    private static final Pattern READ = Pattern.compile("([0-9.]+)([KMG])B read");
    private static final int ROUNDS = 3;

    private record Server(ProcessHandle process, String url) {}

    @Override
    public void run(Lab lab) throws Exception {
        Path clip = lab.clip("clip.mp4", 60, "-b:v 250k -c:a aac -b:a 32k -movflags +faststart");
        Site site = Site.start(lab);
        String video = Site.video(lab.run(site.multipart(clip)).output());
        site.await(video, "\"code\":\"ready\"");
        Server ours = new Server(site.process(), site.base() + "/media/" + video + "/original?v=1");
        Server nginx = nginx(lab, stored(site.data(), Files.size(clip)));
        Path ranges = Files.writeString(lab.directory().resolve("ranges.lua"), script(clip));
        String pieces = "-s " + ranges + " ";
        perGB(lab, ours, pieces, 15); // warm-up
        perGB(lab, ours, "", 5);
        Pairs.abba(ROUNDS, () -> perGB(lab, ours, "", 4), () -> perGB(lab, nginx, "", 4))
                .printAtMost("serve.2MB", " CPU s/GB", 1.10);
        Pairs.abba(ROUNDS, () -> perGB(lab, ours, pieces, 4), () -> perGB(lab, nginx, pieces, 4))
                .printAtMost("serve.64KB", " CPU s/GB", 1.30);
    }

    private static Path stored(Path data, long bytes) throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("blobs"))) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                if (Files.size(one) == bytes) {
                    return one;
                }
            }
        }
        throw new IOException("no blob of " + bytes + " bytes");
    }

    private static String script(Path clip) throws IOException {
        return """
        local n = 0
        request = function()
          n = (n + 1) %% %d
          wrk.headers["Range"] = "bytes=" .. n * 65536 .. "-" .. (n * 65536 + 65535)
          return wrk.format("GET")
        end
        """
                .formatted(Files.size(clip) / 65536);
    }

    private static Server nginx(Lab lab, Path file) throws Exception {
        Path root = Files.createDirectory(lab.directory().resolve("www"));
        Files.createLink(root.resolve("clip.mp4"), file);
        root.toFile().setExecutable(true, false);
        int port = Integer.getInteger("bench.nginx.port", 9141);
        Path config = lab.directory().resolve("nginx.conf");
        Files.writeString(
                config,
                """
                user root; worker_processes 2; daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log;
                events { worker_connections 256; }
                http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
                  server { listen 127.0.0.1:%2$d; root %1$s/www; } }
                """
                        .formatted(lab.directory(), port));
        Process nginx =
                lab.start(
                        lab.directory().resolve("nginx.out"),
                        List.of("nginx", "-c", config.toString(), "-e", "stderr"));
        Thread.sleep(Duration.ofMillis(500));
        return new Server(nginx.toHandle(), "http://127.0.0.1:" + port + "/clip.mp4");
    }

    private static double perGB(Lab lab, Server server, String options, int seconds)
            throws Exception {
        double before = Lab.cpu(server.process());
        Lab.Cost wrk = lab.run("wrk -t1 -c16 -d" + seconds + " " + options + server.url());
        double cpu = Lab.cpu(server.process()) - before + wrk.cpu();
        Matcher read = READ.matcher(wrk.output());
        if (!read.find() || wrk.output().contains("Non-2xx")) {
            throw new IOException("wrk said " + wrk.output());
        }
        double unit = read.group(2).equals("G") ? 1 : read.group(2).equals("M") ? 1e-3 : 1e-6;
        return cpu / (Double.parseDouble(read.group(1)) * unit);
    }
}
