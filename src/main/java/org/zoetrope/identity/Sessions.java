package org.zoetrope.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Json;
import org.zoetrope.records.Records;
import org.zoetrope.video.Account;
import org.zoetrope.video.Token;

/**
 * Who holds which token. Tokens are random and mean nothing; what they mean is in the records, so
 * that signing out is at once and for good.
 *
 * <p>Thread-safe. Another process that ends a session is noticed within {@link #STALE}; a blocked
 * account or a changed password at once.
 *
 * @see <a href="../../../../../../docs/decisions/0005-opaque-sessions.md">decision 0005</a>
 */
public final class Sessions {
    public static final Duration ACCESS_LIFE = Duration.ofHours(24);
    public static final Duration REFRESH_LIFE = Duration.ofDays(14);
    public static final Duration PAGE_LIFE = Duration.ofDays(14);

    /** How long a session that another process ended may still be taken for valid. */
    static final Duration STALE = Duration.ofSeconds(10);

    /** How long a session may be used without a note of it. */
    static final Duration SEEN = Duration.ofHours(1);

    private static final int MAX_TOKEN_LENGTH = 200;
    private static final int MAX_CACHED = 10_000;
    private static final int SWEEP_PAGE = 500;
    private static final int SWEEP_COMMIT = 50;

    private final Documents documents;
    private final Accounts accounts;
    private final InstantSource clock;
    private final Cache<String, Session> cached =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).expireAfterWrite(STALE).build();

    public Sessions(Documents documents, Accounts accounts, InstantSource clock) {
        this.documents = documents;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The two tokens of a client. Only the client keeps them. */
    public record Pair(String access, String refresh) {
        @Override
        public String toString() {
            return "Pair[***]";
        }
    }

    /** As {@link #open(Account, Optional)}, from nowhere that is known. */
    public Pair open(Account account) throws IOException {
        return open(account, Optional.empty());
    }

    /** As {@link #openPage(Account, Optional)}, from nowhere that is known. */
    public String openPage(Account account) throws IOException {
        return openPage(account, Optional.empty());
    }

    /** Opens a session for a client of the API. */
    public Pair open(Account account, Optional<Origin> from) throws IOException {
        Pair pair = new Pair(Token.random(), Token.random());
        Documents.Change change = documents.change();
        write(change, account, pair, from);
        mustBeNew(change.commit());
        return pair;
    }

    /** Opens a session for a browser; the token belongs in a cookie. */
    public String openPage(Account account, Optional<Origin> from) throws IOException {
        String token = Token.random();
        Session session = session(account, Session.Kind.PAGE, "", PAGE_LIFE, from);
        mustBeNew(documents.change().create(key(token), session).commit());
        return token;
    }

    /**
     * Gives a new pair for a refresh token and ends the old pair, in one commit: of two that come
     * with the same token, one gets a pair. Empty when the token is not, or no longer, valid.
     */
    public Optional<Pair> refresh(String refreshToken) throws IOException {
        Optional<Versioned<Session>> old = stored(refreshToken);
        if (old.isEmpty() || old.get().value().kind() != Session.Kind.REFRESH) {
            return Optional.empty();
        }
        Optional<Account> account = holder(old.get().value());
        if (account.isEmpty()) {
            return Optional.empty();
        }
        Pair pair = new Pair(Token.random(), Token.random());
        Documents.Change change = documents.change().remove(old.get());
        change.remove(Keys.session(old.get().value().partner()));
        write(change, account.get(), pair, old.get().value().from());
        if (!change.commit()) {
            return Optional.empty();
        }
        cached.invalidate(old.get().value().partner());
        return Optional.of(pair);
    }

    /** Who holds this access or page token; empty when it is not valid now. */
    public Optional<Account> verify(String token) throws IOException {
        if (token.isEmpty() || token.length() > MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        String hash = hash(token);
        Session known = cached.getIfPresent(hash);
        if (known == null) {
            Optional<Versioned<Session>> read = stored(token);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            known = read.get().value();
            cached.put(hash, known);
            noteUse(read.get());
        }
        return known.kind() == Session.Kind.REFRESH ? Optional.empty() : holder(known);
    }

    /** Coarse, so that use costs hardly any commits. A conflict means that it ended just now. */
    private void noteUse(Versioned<Session> read) throws IOException {
        Instant now = clock.instant();
        boolean fresh = now.isBefore(read.value().lastSeen().plus(SEEN));
        if (!fresh && !isOver(read.value())) {
            documents.change().replace(read, read.value().toSeen(now)).commit();
        }
    }

    /** Ends the session of this token and of its partner; harmless when there is none. */
    public void close(String token) throws IOException {
        Optional<Versioned<Session>> read = stored(token);
        if (read.isPresent()) {
            end(read.get());
        }
    }

    void end(Versioned<Session> found) throws IOException {
        List<String> hashes =
                Stream.of(hash(found), found.value().partner()).filter(h -> !h.isEmpty()).toList();
        Documents.Change change = documents.change();
        hashes.forEach(hash -> change.remove(Keys.session(hash)));
        hashes.forEach(cached::invalidate);
        change.commit();
        // again: a verification beside us may have read it before the commit
        hashes.forEach(cached::invalidate);
    }

    static String hash(Versioned<Session> found) {
        return found.key().substring(Keys.SESSIONS.length());
    }

    /**
     * Takes away what has expired. Run it now and then; twice at once is harmless.
     *
     * @return how many
     */
    public int sweep() throws IOException {
        int swept = 0;
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Records.Page page = documents.records().scan(Keys.SESSIONS, after.get(), SWEEP_PAGE);
            swept += sweep(page);
            after = page.next();
        }
        return swept;
    }

    private int sweep(Records.Page page) throws IOException {
        List<String> expired =
                page.documents().stream()
                        .filter(found -> isOver(Json.read(found.value(), Session.class)))
                        .map(Records.Document::key)
                        .toList();
        for (int from = 0; from < expired.size(); from += SWEEP_COMMIT) {
            Documents.Change change = documents.change();
            expired.subList(from, Math.min(from + SWEEP_COMMIT, expired.size()))
                    .forEach(change::remove);
            change.commit();
        }
        return expired.size();
    }

    private Optional<Account> holder(Session session) throws IOException {
        return isOver(session)
                ? Optional.empty()
                : accounts.find(session.account()).filter(account -> isHeldBy(account, session));
    }

    /** Whether the session signs this account in now. */
    boolean isHeldBy(Account account, Session session) {
        return !isOver(session)
                && !account.blocked()
                && session.account().equals(account.name())
                && seal(account).equals(session.seal());
    }

    private boolean isOver(Session session) {
        return !clock.instant().isBefore(session.expires());
    }

    private Optional<Versioned<Session>> stored(String token) throws IOException {
        return token.isEmpty() || token.length() > MAX_TOKEN_LENGTH
                ? Optional.empty()
                : documents.get(key(token), Session.class);
    }

    private void write(Documents.Change change, Account account, Pair pair, Optional<Origin> from) {
        String access = hash(pair.access());
        String refresh = hash(pair.refresh());
        change.create(
                Keys.session(access),
                session(account, Session.Kind.ACCESS, refresh, ACCESS_LIFE, from));
        change.create(
                Keys.session(refresh),
                session(account, Session.Kind.REFRESH, access, REFRESH_LIFE, from));
    }

    private Session session(
            Account account,
            Session.Kind kind,
            String partner,
            Duration life,
            Optional<Origin> from) {
        Instant now = clock.instant();
        return new Session(
                account.name(),
                kind,
                partner,
                seal(account),
                now,
                now.plus(life),
                from,
                Optional.empty());
    }

    private static void mustBeNew(boolean written) {
        if (!written) {
            throw new IllegalStateException("a random token was there before");
        }
    }

    private static String seal(Account account) {
        return hash(account.passwordHash()).substring(0, 16);
    }

    private static String key(String token) {
        return Keys.session(hash(token));
    }

    static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
