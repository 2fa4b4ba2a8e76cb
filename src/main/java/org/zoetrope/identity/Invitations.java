package org.zoetrope.identity;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Account;
import org.zoetrope.video.Token;

/**
 * Invitations to become one of the people: a token that works once and not for ever. Whoever has it
 * chooses name and password; role and space stand in the invitation. Only a hash of the token is
 * kept.
 *
 * <p>Thread-safe: all truth is in the records.
 */
public final class Invitations {
    public static final Duration LONGEST_LIFE = Duration.ofDays(30);

    /** Open at once; more are a mistake or an attack. */
    public static final int MOST = 500;

    private static final int ID_LENGTH = 16;

    private final Documents documents;
    private final Accounts accounts;
    private final InstantSource clock;

    public Invitations(Documents documents, Accounts accounts, InstantSource clock) {
        this.documents = documents;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What is kept of an invitation.
     *
     * @param by name of who invites
     * @param note for whoever invites, such as for whom it is
     */
    public record Invitation(
            String by,
            Account.Role role,
            OptionalLong quotaBytes,
            OptionalLong dailyBytes,
            String note,
            Instant created,
            Instant expires) {}

    /** An invitation and the id by which it can be taken back. */
    public record Open(String id, Invitation invitation) {}

    /** A new one; the token is told once. */
    public record Fresh(String id, String token, Invitation invitation) {
        @Override
        public String toString() {
            return "Fresh[" + id + "]";
        }
    }

    /**
     * Writes a new invitation, and takes away those that have ended.
     *
     * @param life more than zero, at most {@link #LONGEST_LIFE}
     * @return empty when {@link #MOST} are open
     */
    public Optional<Fresh> invite(
            String by,
            Account.Role role,
            OptionalLong quotaBytes,
            OptionalLong dailyBytes,
            String note,
            Duration life)
            throws IOException {
        if (!life.isPositive() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("an invitation lives 1 ms to 30 d, not " + life);
        }
        sweep();
        if (stored().size() >= MOST) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Invitation invitation =
                new Invitation(by, role, quotaBytes, dailyBytes, note, now, now.plus(life));
        String token = Token.random();
        String hash = Sessions.hash(token);
        if (!documents.change().create(Keys.invitation(hash), invitation).commit()) {
            throw new IllegalStateException("a random token was there before");
        }
        return Optional.of(new Fresh(hash.substring(0, ID_LENGTH), token, invitation));
    }

    /** All that can still be used, the newest first. */
    public List<Open> open() throws IOException {
        return stored().stream()
                .filter(found -> isOpen(found.value()))
                .map(found -> new Open(id(found), found.value()))
                .sorted(Comparator.comparing((Open one) -> one.invitation().created()).reversed())
                .toList();
    }

    /** The invitation of this token, if it can still be used. */
    public Optional<Invitation> find(String token) throws IOException {
        return usable(token).map(Versioned::value);
    }

    /** Takes an invitation back; false when there is none of this id. */
    public boolean revoke(String id) throws IOException {
        for (Versioned<Invitation> found : stored()) {
            if (id(found).equals(id)) {
                return documents.change().remove(found).commit();
            }
        }
        return false;
    }

    /**
     * Makes the account that the invitation allows, and uses it up, in one commit. A refusal leaves
     * it open, but for {@link Creation.Why#INVITATION_OVER}.
     */
    public Creation accept(
            String token, String name, String displayName, String email, String password)
            throws IOException {
        Optional<Versioned<Invitation>> found = usable(token);
        if (found.isEmpty()) {
            return new Creation.Refused(Creation.Why.INVITATION_OVER);
        }
        Invitation invitation = found.get().value();
        NewAccount wanted =
                new NewAccount(
                        name,
                        displayName,
                        email,
                        password,
                        invitation.role(),
                        invitation.quotaBytes(),
                        invitation.dailyBytes());
        return accounts.create(wanted, Optional.of(found.get()));
    }

    private Optional<Versioned<Invitation>> usable(String token) throws IOException {
        Optional<Versioned<Invitation>> found =
                Token.isToken(token)
                        ? documents.get(Keys.invitation(Sessions.hash(token)), Invitation.class)
                        : Optional.empty();
        return found.isPresent() && isOpen(found.get().value()) && mayInvite(found.get().value())
                ? found
                : Optional.empty();
    }

    /** Who is no administrator any more has invited nobody. */
    private boolean mayInvite(Invitation invitation) throws IOException {
        return accounts.find(invitation.by())
                .filter(who -> who.role() == Account.Role.ADMINISTRATOR && !who.blocked())
                .isPresent();
    }

    private boolean isOpen(Invitation invitation) {
        return clock.instant().isBefore(invitation.expires());
    }

    private void sweep() throws IOException {
        for (Versioned<Invitation> found : stored()) {
            if (!isOpen(found.value())) {
                documents.change().remove(found).commit(); // or somebody else did
            }
        }
    }

    private List<Versioned<Invitation>> stored() throws IOException {
        return documents.all(Keys.INVITATIONS, Invitation.class);
    }

    private static String id(Versioned<Invitation> found) {
        return found.key()
                .substring(Keys.INVITATIONS.length(), Keys.INVITATIONS.length() + ID_LENGTH);
    }
}
