package org.zoetrope.ingest;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the client says the bytes of one request add up to (tus checksum extension).
 *
 * @param hex the digest in lower-case hexadecimal digits, with the length of the algorithm
 */
public record Checksum(Algorithm algorithm, String hex) {
    /** The algorithms that we know, by their names in Tus-Checksum-Algorithm. */
    public enum Algorithm {
        SHA1("sha1", 20),
        SHA256("sha256", 32),
        MD5("md5", 16),
        CRC32("crc32", 4);

        private final String tusName;
        private final int length;

        Algorithm(String tusName, int length) {
            this.tusName = tusName;
            this.length = length;
        }

        public String tusName() {
            return tusName;
        }
    }

    public Checksum {
        if (hex.length() != 2 * algorithm.length) {
            throw new IllegalArgumentException(
                    "a %s has %d bytes, not %d"
                            .formatted(algorithm.tusName, algorithm.length, hex.length() / 2));
        }
    }

    /** Reads the header Upload-Checksum, {@code sha1 <Base64>}; empty for what we cannot check. */
    public static Optional<Checksum> parse(String header) {
        int space = header.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String name = header.substring(0, space);
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> algorithm.tusName.equals(name))
                .findFirst()
                .flatMap(algorithm -> decoded(algorithm, header.substring(space + 1).strip()));
    }

    private static Optional<Checksum> decoded(Algorithm algorithm, String base64) {
        try {
            byte[] digest = Base64.getDecoder().decode(base64);
            return digest.length == algorithm.length
                    ? Optional.of(new Checksum(algorithm, HexFormat.of().formatHex(digest)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
