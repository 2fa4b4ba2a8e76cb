package org.zoetrope.bench;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The rate of one upload, its hash and its fsync included, against the shortest way to do the same
 * by hand: receive, hash and write, then sync.
 */
final class UploadBench implements Bench.Measure {
    private static final int MIB = Integer.getInteger("bench.upload.mib", 512);
    private static final int ROUNDS = 2;

    private int sent;

    @Override
    public void run(Lab lab) throws Exception {
        Site site = Site.start(lab);
        Path file = lab.directory().resolve("random.mp4");
        lab.run("head -c " + MIB + "M /dev/urandom > " + file + " && sync " + file);
        multipart(lab, site, file);
        Pairs.abba(ROUNDS, () -> multipart(lab, site, file), () -> byHand(lab, file))
                .printAtLeast("upload.multipart", " MiB/s", 0.85);
        Pairs.abba(ROUNDS, () -> tus(lab, site, file), () -> byHand(lab, file))
                .printAtLeast("upload.tus", " MiB/s", 0.85);
    }

    /** Other bytes each time, else they would be recognised. */
    private void vary(Path file) throws Exception {
        sent++;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, sent), 100);
        }
    }

    private double multipart(Lab lab, Site site, Path file) throws Exception {
        vary(file);
        Lab.Cost cost = lab.run(site.multipart(file));
        lab.run(site.removal(Site.video(cost.output())));
        return MIB / cost.wall();
    }

    private double tus(Lab lab, Site site, Path file) throws Exception {
        vary(file);
        String auth = "-H 'Authorization: Bearer " + site.token() + "' -H 'Tus-Resumable: 1.0.0'";
        String uploads = site.base() + "/api/v1/uploads";
        String made =
                lab.run(
                                "curl -sSf -D- -o /dev/null -X POST "
                                        + auth
                                        + " -H 'Upload-Length: "
                                        + Files.size(file)
                                        + "' -H 'Upload-Metadata: filename YmVuY2gubXA0' "
                                        + uploads)
                        .output();
        String at = made.replaceAll("(?is).*\\nlocation: ([^\\r\\n]+).*", "$1");
        String url = at.startsWith("http") ? at : site.base() + at;
        Lab.Cost cost =
                lab.run(
                        "curl -sSf -D- -o /dev/null -X PATCH "
                                + auth
                                + " -H 'Upload-Offset: 0' -H 'Content-Type: application/offset+octet-stream'"
                                + " -T "
                                + file
                                + " "
                                + url);
        return MIB / cost.wall();
    }

    private static double byHand(Lab lab, Path file) throws Exception {
        int port = Integer.getInteger("bench.upload.port", 9142);
        String copy = lab.directory().resolve("copy.bin").toString();
        lab.run("rm -f " + copy);
        Lab.Cost cost =
                lab.run(
                        ("socat -u TCP-LISTEN:%d,reuseaddr - | tee >(openssl dgst -sha256 > %s.sum)"
                                        + " > %s & sleep 0.1; socat -u -b 131072 FILE:%s TCP:127.0.0.1:%d; wait $!;"
                                        + " sync %s")
                                .formatted(port, copy, copy, file, port, copy));
        return MIB / (cost.wall() - 0.1);
    }
}
