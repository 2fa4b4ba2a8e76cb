package org.zoetrope.video;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/**
 * The name of a video for ever: a random UUID of version 4 (older clients refuse other versions),
 * also written as 22 letters in the base 58 alphabet of short links.
 */
public record VideoId(UUID value) {
    private static final String ALPHABET =
            "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int SHORT_LENGTH = 22;

    public VideoId {
        if (value.version() != 4) {
            throw new IllegalArgumentException("video id " + value + " is not a UUID of version 4");
        }
    }

    public static VideoId random() {
        return new VideoId(UUID.randomUUID());
    }

    /** Reads a UUID or its short form; empty for everything else. */
    public static Optional<VideoId> parse(String text) {
        try {
            UUID uuid = text.length() == 36 ? UUID.fromString(text) : fromShort(text);
            return uuid.version() == 4 && uuid.variant() == 2
                    ? Optional.of(new VideoId(uuid))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** The 22 letters of short links. */
    public String toShort() {
        BigInteger rest =
                new BigInteger(1, bytes(value.getMostSignificantBits()))
                        .shiftLeft(64)
                        .or(new BigInteger(1, bytes(value.getLeastSignificantBits())));
        StringBuilder text = new StringBuilder();
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        while (text.length() < SHORT_LENGTH) {
            text.append(ALPHABET.charAt(0));
        }
        return text.reverse().toString();
    }

    @Override
    public String toString() {
        return value.toString();
    }

    private static UUID fromShort(String text) {
        if (text.length() != SHORT_LENGTH) {
            throw new IllegalArgumentException("not a short id");
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not a short id");
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        if (number.bitLength() > 128) {
            throw new IllegalArgumentException("not a short id");
        }
        return new UUID(number.shiftRight(64).longValue(), number.longValue());
    }

    private static byte[] bytes(long value) {
        return java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
