package org.zoetrope.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.zoetrope.records.UnavailableException;

/**
 * Argon2id (RFC 9106), written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * <p>Long computation, so it runs on a few platform threads of its own, never on the caller's
 * virtual one; what does not find a place in the short queue is refused with {@link
 * UnavailableException}, so a flood of sign-ins cannot take memory (19 MiB each) or all processors.
 *
 * @see <a href="../../../../../../docs/decisions/0004-argon2id-for-passwords.md">decision 0004</a>
 */
public final class Passwords implements AutoCloseable {
    public static final int MIN_LENGTH = 6;

    /** Longer ones are no passwords but an attempt to keep us busy. */
    public static final int MAX_LENGTH = 256;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Cost STANDARD = new Cost(19 * 1024, 2, 1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ThreadPoolExecutor threads;
    private final int waiting;
    private final Cost cost;
    private final String nobody;
    private final LongAdder computed = new LongAdder();

    /** What one computation takes: kibibytes, passes, lanes. */
    record Cost(int kibibytes, int passes, int lanes) {
        Cost {
            if (kibibytes < 8 || kibibytes > 1 << 20 || passes < 1 || passes > 100 || lanes < 1) {
                throw new IllegalArgumentException("Argon2 cost m=" + kibibytes + ",t=" + passes);
            }
        }
    }

    /**
     * Starts no thread before it is asked.
     *
     * @param atOnce how many computations may run side by side
     * @param waiting how many more may wait for their turn
     */
    public Passwords(int atOnce, int waiting) {
        this(atOnce, waiting, STANDARD);
    }

    Passwords(int atOnce, int waiting, Cost cost) {
        this.cost = cost;
        this.waiting = waiting;
        this.threads =
                new ThreadPoolExecutor(
                        atOnce,
                        atOnce,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().name("passwords-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        // Any salt and any hash: comparing with it takes the time and never fits.
        this.nobody = new Hash(cost, random(SALT_BYTES), random(HASH_BYTES)).toString();
    }

    public static boolean isAcceptable(String password) {
        return password.length() >= MIN_LENGTH && password.length() <= MAX_LENGTH;
    }

    /** A new hash with a salt of its own. */
    public String hash(String password) throws IOException {
        byte[] salt = random(SALT_BYTES);
        byte[] hash = apart(() -> compute(password, salt, cost, HASH_BYTES));
        return new Hash(cost, salt, hash).toString();
    }

    /** Whether the password belongs to the hash. */
    public boolean matches(String password, String stored) throws IOException {
        Hash hash = Hash.parse(stored);
        byte[] computed =
                apart(() -> compute(password, hash.salt(), hash.cost(), hash.bytes().length));
        return MessageDigest.isEqual(computed, hash.bytes());
    }

    /** Takes as long as {@link #matches}, for accounts that do not exist. Always false. */
    boolean matchesNobody(String password) throws IOException {
        return matches(password, nobody);
    }

    /** The hash that nobody has the password of. */
    String nobody() {
        return nobody;
    }

    /** How many were begun since the start: what attempts take. */
    long computed() {
        return computed.sum();
    }

    private <T> T apart(Callable<T> computation) throws IOException {
        try {
            computed.increment();
            Future<T> result = threads.submit(computation);
            return result.get();
        } catch (RejectedExecutionException full) {
            throw new UnavailableException(
                    "more than " + waiting + " passwords are waiting", Duration.ofSeconds(5), full);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while computing a password", stopping);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Argon2 failed", failed.getCause());
        }
    }

    private static byte[] compute(String password, byte[] salt, Cost cost, int length) {
        Argon2Parameters parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.kibibytes())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] hash = new byte[length];
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        generator.generateBytes(secret, hash);
        Arrays.fill(secret, (byte) 0);
        return hash;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The stored form. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    private record Hash(Cost cost, byte[] salt, byte[] bytes) {
        static Hash parse(String stored) {
            String[] parts = stored.split("\\$", -1);
            if (parts.length != 6 || !"argon2id".equals(parts[1]) || !"v=19".equals(parts[2])) {
                throw new IllegalStateException("not a stored Argon2id hash");
            }
            String[] cost = parts[3].split(",", -1);
            Base64.Decoder decoder = Base64.getDecoder();
            return new Hash(
                    new Cost(number(cost[0], "m="), number(cost[1], "t="), number(cost[2], "p=")),
                    decoder.decode(parts[4]),
                    decoder.decode(parts[5]));
        }

        private static int number(String text, String name) {
            if (!text.startsWith(name)) {
                throw new IllegalStateException("not a stored Argon2id hash: no " + name);
            }
            return Integer.parseInt(text.substring(name.length()));
        }

        @Override
        public String toString() {
            Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
            return "$argon2id$v=19$m="
                    + cost.kibibytes()
                    + ",t="
                    + cost.passes()
                    + ",p="
                    + cost.lanes()
                    + "$"
                    + encoder.encodeToString(salt)
                    + "$"
                    + encoder.encodeToString(bytes);
        }
    }
}
