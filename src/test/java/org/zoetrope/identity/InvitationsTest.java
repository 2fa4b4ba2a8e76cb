package org.zoetrope.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.Account;

class InvitationsTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final House house = new House();
    private final Invitations invitations =
            new Invitations(house.documents, house.accounts, house.clock);

    @BeforeEach
    void enter() throws IOException {
        house.person("eve", Account.Role.ADMINISTRATOR);
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private Invitations.Fresh invite() throws IOException {
        return invitations
                .invite(
                        "eve",
                        Account.Role.MODERATOR,
                        OptionalLong.of(50),
                        OptionalLong.of(5),
                        "for Ada",
                        WEEK)
                .orElseThrow();
    }

    private Creation accept(String token, String name) throws IOException {
        return invitations.accept(token, name, "Ada L.", "", "seven wild geese");
    }

    private static Creation.Why why(Creation refused) {
        return assertInstanceOf(Creation.Refused.class, refused).why();
    }

    @Test
    void whoHasTheTokenBecomesWhatTheInvitationSays() throws IOException {
        Invitations.Fresh made = invite();

        Account ada =
                assertInstanceOf(Creation.Created.class, accept(made.token(), "ada")).account();

        assertEquals(Account.Role.MODERATOR, ada.role());
        assertEquals(OptionalLong.of(50), ada.quotaBytes());
        assertEquals(OptionalLong.of(5), ada.dailyBytes());
        assertEquals("Ada L.", ada.displayName());
        assertEquals(List.of(), invitations.open());
    }

    @Test
    void itWorksOnceHoweverManyTryAtOnce() throws Exception {
        String token = invite().token();
        List<Callable<Creation>> many =
                IntStream.range(0, 8)
                        .mapToObj(i -> (Callable<Creation>) () -> accept(token, "ada" + i))
                        .toList();

        List<Creation> ends;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ends = threads.invokeAll(many).stream().map(Future::resultNow).toList();
        }

        assertEquals(1, ends.stream().filter(Creation.Created.class::isInstance).count());
        assertEquals(
                7,
                ends.stream()
                        .filter(Creation.Refused.class::isInstance)
                        .filter(end -> why(end) == Creation.Why.INVITATION_OVER)
                        .count());
        assertEquals(2, house.accounts.all().size());
    }

    @Test
    void aNameThatDoesNotFitLeavesItOpen() throws IOException {
        String token = invite().token();

        assertEquals(Creation.Why.NAME_TAKEN, why(accept(token, "eve")));
        assertEquals(Creation.Why.BAD_NAME, why(accept(token, "A B")));

        assertInstanceOf(Creation.Created.class, accept(token, "ada"));
    }

    @Test
    void itEnds() throws IOException {
        Invitations.Fresh made = invite();
        house.clock.move(WEEK);

        assertTrue(invitations.find(made.token()).isEmpty());
        assertEquals(Creation.Why.INVITATION_OVER, why(accept(made.token(), "ada")));
        assertEquals(List.of(), invitations.open());
    }

    @Test
    void itCanBeTakenBack() throws IOException {
        Invitations.Fresh made = invite();

        assertTrue(invitations.revoke(made.id()));

        assertFalse(invitations.revoke(made.id()));
        assertEquals(Creation.Why.INVITATION_OVER, why(accept(made.token(), "ada")));
    }

    @Test
    void whoIsNoAdministratorAnyMoreHasInvitedNobody() throws IOException {
        String token = invite().token();
        house.accounts.changeRole("eve", Account.Role.USER);

        assertEquals(Creation.Why.INVITATION_OVER, why(accept(token, "ada")));
    }

    @Test
    void theTokenItselfIsNotKept() throws IOException {
        Invitations.Fresh made = invite();

        var kept = house.records.scan("/", "", 1000).documents();

        assertTrue(kept.stream().anyMatch(one -> one.key().startsWith("/invitations/")));
        assertTrue(kept.stream().noneMatch(one -> one.key().contains(made.token())));
        assertTrue(kept.stream().noneMatch(one -> one.value().contains(made.token())));
    }
}
