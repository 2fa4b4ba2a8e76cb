package org.zoetrope.deliver;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.zoetrope.video.VideoId;

/**
 * Signs and checks the links under which private media are fetched. A token stands in the path
 * before the video, so that relative addresses in playlists carry it on; it is good for that video
 * alone, for a few hours, and until the visibility of the video changes: a link that leaked is
 * ended by changing that.
 *
 * <p>Form: a letter that names the key, seven digits of base 32 (the second of expiry), 22 letters
 * of base 64 (128 bits of HMAC-SHA256 over key name, expiry, video and its epoch). Thread-safe; a
 * check allocates nothing.
 */
public final class MediaTokens {
    /** A link lives at most this long. */
    public static final Duration MAX_LIFE = Duration.ofHours(6);

    private static final int EXPIRY = 7;
    private static final int MAC_BYTES = 16;
    private static final int MAC_LETTERS = 22;
    private static final int LENGTH = 1 + EXPIRY + MAC_LETTERS;
    private static final int UUID_LETTERS = 36;
    private static final int SIGNED = 1 + EXPIRY + UUID_LETTERS + Integer.BYTES;
    private static final int DIGEST = 32;
    private static final String BASE_32 = "0123456789abcdefghijklmnopqrstuv";
    private static final String BASE_64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final List<Signer> signers;
    private final InstantSource clock;

    /**
     * A signing key.
     *
     * @param name a letter, so that a token says which key it needs
     * @param secret at least 32 random bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Key(char name, byte[] secret) {
        public Key {
            if (secret.length < DIGEST || name < 'a' || name > 'z') {
                throw new IllegalArgumentException(
                        "key " + name + " of " + secret.length + " bytes, at least 32 are needed");
            }
            secret = secret.clone();
        }

        @Override
        public String toString() {
            return "Key[" + name + ", ***]";
        }
    }

    /**
     * Works with one or two keys.
     *
     * @param keys the first signs; the second is the one before it, still believed
     */
    public MediaTokens(List<Key> keys, InstantSource clock) {
        if (keys.isEmpty() || keys.size() > 2) {
            throw new IllegalArgumentException(keys.size() + " keys, one or two are live");
        }
        signers = keys.stream().map(Signer::new).toList();
        this.clock = clock;
    }

    /**
     * A token for everything of one video; lives at most {@link #MAX_LIFE}.
     *
     * @param epoch of the video's visibility, now
     */
    public String sign(VideoId video, int epoch, Duration life) {
        Duration bounded = life.compareTo(MAX_LIFE) > 0 ? MAX_LIFE : life;
        long expiry = clock.instant().plus(bounded).getEpochSecond();
        Signer signer = signers.getFirst();
        StringBuilder token = new StringBuilder(LENGTH).append(signer.key.name());
        for (int shift = 5 * (EXPIRY - 1); shift >= 0; shift -= 5) {
            token.append(BASE_32.charAt((int) (expiry >> shift) & 31));
        }
        Desk desk = signer.take();
        try {
            desk.sum(token, video.toString(), epoch);
            for (int i = 0; i < MAC_LETTERS; i++) {
                token.append(desk.letter(i));
            }
        } finally {
            signer.giveBack(desk);
        }
        return token.toString();
    }

    /**
     * True when we signed this token for this video in this epoch and it has not expired.
     *
     * @param video the UUID as it stands in the path
     * @param epoch of the video's visibility, now
     */
    public boolean isGood(CharSequence token, CharSequence video, int epoch) {
        if (token.length() != LENGTH || video.length() != UUID_LETTERS || isPast(token)) {
            return false;
        }
        for (int i = 0; i < signers.size(); i++) {
            Signer signer = signers.get(i);
            if (signer.key.name() == token.charAt(0)) {
                return isSigned(signer, token, video, epoch);
            }
        }
        return false;
    }

    private boolean isPast(CharSequence token) {
        long expiry = 0;
        for (int i = 1; i <= EXPIRY; i++) {
            int digit = BASE_32.indexOf(token.charAt(i));
            if (digit < 0) {
                return true;
            }
            expiry = expiry << 5 | digit;
        }
        return clock.millis() / 1000 >= expiry;
    }

    private static boolean isSigned(
            Signer signer, CharSequence token, CharSequence video, int epoch) {
        Desk desk = signer.take();
        try {
            desk.sum(token, video, epoch);
            int difference = 0;
            for (int i = 0; i < MAC_LETTERS; i++) {
                difference |= desk.letter(i) ^ token.charAt(1 + EXPIRY + i);
            }
            return difference == 0;
        } finally {
            signer.giveBack(desk);
        }
    }

    /** A key and the desks at which it is used now and then again. */
    private static final class Signer {
        private static final int SPARE = 16;
        private final Key key;
        private final ReentrantLock lock = new ReentrantLock();
        private final ArrayDeque<Desk> free = new ArrayDeque<>(SPARE);

        Signer(Key key) {
            this.key = key;
        }

        Desk take() {
            lock.lock();
            try {
                @Nullable Desk desk = free.pollLast();
                return desk == null ? new Desk(key) : desk;
            } finally {
                lock.unlock();
            }
        }

        void giveBack(Desk desk) {
            lock.lock();
            try {
                if (free.size() < SPARE) {
                    free.addLast(desk);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** What one computation needs. Used by one thread at a time. */
    private static final class Desk {
        private final Mac mac;
        private final byte[] message = new byte[SIGNED];
        private final byte[] digest = new byte[DIGEST];

        Desk(Key key) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every JDK has HmacSHA256", impossible);
            }
        }

        void sum(CharSequence token, CharSequence video, int epoch) {
            int at = 0;
            for (int i = 0; i <= EXPIRY; i++) {
                message[at++] = (byte) token.charAt(i);
            }
            for (int i = 0; i < video.length(); i++) {
                message[at++] = (byte) video.charAt(i);
            }
            for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                message[at++] = (byte) (epoch >> shift);
            }
            try {
                mac.update(message, 0, at);
                mac.doFinal(digest, 0);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("the digest has room", impossible);
            }
        }

        /** Letter {@code i} of the first 16 bytes in base 64. */
        char letter(int i) {
            int bit = 6 * i;
            int first = digest[bit / 8] & 0xff;
            int second = bit / 8 + 1 < MAC_BYTES ? digest[bit / 8 + 1] & 0xff : 0;
            return BASE_64.charAt((first << 8 | second) >> (10 - bit % 8) & 63);
        }
    }
}
