package org.zoetrope.ingest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The checksum of the bytes of one request, while they pass by. */
interface RunningChecksum {
    void update(byte[] bytes, int count);

    boolean matches();

    static RunningChecksum of(Checksum checksum) {
        return switch (checksum.algorithm()) {
            case SHA1 -> digest("SHA-1", checksum.hex());
            case SHA256 -> digest("SHA-256", checksum.hex());
            case MD5 -> digest("MD5", checksum.hex());
            case CRC32 -> crc32(checksum.hex());
        };
    }

    private static RunningChecksum digest(String name, String expected) {
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            return new RunningChecksum() {
                @Override
                public void update(byte[] bytes, int count) {
                    digest.update(bytes, 0, count);
                }

                @Override
                public boolean matches() {
                    return HexFormat.of().formatHex(digest.digest()).equals(expected);
                }
            };
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + name, impossible);
        }
    }

    private static RunningChecksum crc32(String expected) {
        CRC32 crc = new CRC32();
        return new RunningChecksum() {
            @Override
            public void update(byte[] bytes, int count) {
                crc.update(bytes, 0, count);
            }

            @Override
            public boolean matches() {
                byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
                return HexFormat.of().formatHex(value).equals(expected);
            }
        };
    }
}
