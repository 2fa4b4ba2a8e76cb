package org.zoetrope.identity;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Account;

/**
 * The sessions of one person, to look through and to end. All sessions of the site are read for
 * each question: it is asked seldom. Thread-safe.
 */
public final class SessionList {
    private static final int ID_LENGTH = 16;

    private final Documents documents;
    private final Sessions sessions;

    public SessionList(Documents documents, Sessions sessions) {
        this.documents = documents;
        this.sessions = sessions;
    }

    /**
     * A session as its holder is told of it.
     *
     * @param id good for ending it, and for nothing else
     * @param current it is the one of whoever asks
     * @param seen about when it was last used
     */
    public record Known(
            String id,
            boolean current,
            Optional<Origin> from,
            Instant created,
            Instant seen,
            Instant expires) {}

    /** The sessions in which this person is signed in, the one used last first. */
    public List<Known> of(Account account, String token) throws IOException {
        return held(account).stream()
                .map(one -> one.known(token))
                .sorted(Comparator.comparing(Known::seen).reversed())
                .toList();
    }

    /** Ends one session by its id; false when this person has none such. */
    public boolean revoke(Account account, String id) throws IOException {
        for (Held one : held(account)) {
            if (one.id().equals(id)) {
                sessions.end(one.found());
                return true;
            }
        }
        return false;
    }

    /**
     * Ends all sessions of this person but that of the token.
     *
     * @return how many
     */
    public int revokeOthers(Account account, String token) throws IOException {
        int ended = 0;
        for (Held one : held(account)) {
            if (!one.known(token).current()) {
                sessions.end(one.found());
                ended++;
            }
        }
        return ended;
    }

    /** A token that lasts; of a pair, the other one was used perhaps later. */
    private record Held(Versioned<Session> found, Optional<Session> partner) {
        private String id() {
            return Sessions.hash(found).substring(0, ID_LENGTH);
        }

        private Known known(String token) {
            Session session = found.value();
            String current = token.isEmpty() ? "" : Sessions.hash(token);
            boolean mine =
                    Sessions.hash(found).equals(current)
                            || (!current.isEmpty() && session.partner().equals(current));
            Instant other = partner.map(Session::lastSeen).orElse(session.lastSeen());
            Instant seen = other.isAfter(session.lastSeen()) ? other : session.lastSeen();
            return new Known(
                    id(), mine, session.from(), session.created(), seen, session.expires());
        }
    }

    private List<Held> held(Account account) throws IOException {
        Map<String, Versioned<Session>> byHash = new HashMap<>();
        for (Versioned<Session> found : documents.all(Keys.SESSIONS, Session.class)) {
            if (sessions.isHeldBy(account, found.value())) {
                byHash.put(Sessions.hash(found), found);
            }
        }
        List<Held> held = new ArrayList<>();
        for (Versioned<Session> found : byHash.values()) {
            Optional<Session> partner =
                    Optional.ofNullable(byHash.get(found.value().partner())).map(Versioned::value);
            if (found.value().kind() != Session.Kind.ACCESS || partner.isEmpty()) {
                held.add(new Held(found, partner));
            }
        }
        return held;
    }
}
