package org.zoetrope.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.identity.Sessions.Pair;
import org.zoetrope.records.Records;
import org.zoetrope.video.Account;

final class SessionsTest {
    private final House house = new House();
    private final Sessions sessions = house.sessions;
    private Account anna =
            new Account(
                    "",
                    0,
                    "",
                    "",
                    Account.Role.USER,
                    "",
                    OptionalLong.empty(),
                    true,
                    house.clock.instant());

    @BeforeEach
    void enter() throws IOException {
        anna = house.person("anna");
    }

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void anAccessTokenIsGoodForADay() throws IOException {
        Pair pair = sessions.open(anna);

        assertEquals(Optional.of(anna), sessions.verify(pair.access()));
        house.clock.move(Duration.ofHours(24).minusSeconds(1));
        assertEquals(Optional.of(anna), sessions.verify(pair.access()));
        house.clock.move(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), sessions.verify(pair.access()));
    }

    @Test
    void aRefreshTokenCallsNothing() throws IOException {
        Pair pair = sessions.open(anna);

        assertEquals(Optional.empty(), sessions.verify(pair.refresh()));
        assertEquals(Optional.empty(), sessions.verify(pair.refresh()));
    }

    @Test
    void refreshingEndsTheOldPair() throws IOException {
        Pair old = sessions.open(anna);
        sessions.verify(old.access());

        Pair fresh = sessions.refresh(old.refresh()).orElseThrow();

        assertEquals(Optional.empty(), sessions.verify(old.access()));
        assertEquals(Optional.empty(), sessions.refresh(old.refresh()));
        assertEquals(Optional.of(anna), sessions.verify(fresh.access()));
    }

    @Test
    void anAccessTokenDoesNotRefresh() throws IOException {
        Pair pair = sessions.open(anna);

        assertEquals(Optional.empty(), sessions.refresh(pair.access()));
        assertEquals(Optional.of(anna), sessions.verify(pair.access()));
    }

    @Test
    void aRefreshTokenIsGoodForTwoWeeks() throws IOException {
        Pair pair = sessions.open(anna);
        house.clock.move(Duration.ofDays(14));

        assertEquals(Optional.empty(), sessions.refresh(pair.refresh()));
    }

    @Test
    void ofManyThatRefreshAtOnceOneGetsAPair() throws Exception {
        Pair pair = sessions.open(anna);
        List<Future<Optional<Pair>>> all = new ArrayList<>();
        try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 50; i++) {
                all.add(crowd.submit(() -> sessions.refresh(pair.refresh())));
            }
        }

        int given = 0;
        for (Future<Optional<Pair>> one : all) {
            given += one.get().isPresent() ? 1 : 0;
        }
        assertEquals(1, given);
    }

    @Test
    void signingOutEndsBothTokensAtOnce() throws IOException {
        Pair pair = sessions.open(anna);
        sessions.verify(pair.access());

        sessions.close(pair.access());
        sessions.close(pair.access());

        assertEquals(Optional.empty(), sessions.verify(pair.access()));
        assertEquals(Optional.empty(), sessions.refresh(pair.refresh()));
    }

    @Test
    void anotherPasswordEndsEverySession() throws IOException {
        Pair pair = sessions.open(anna);
        String page = sessions.openPage(anna);
        sessions.verify(pair.access());
        sessions.verify(page);

        house.accounts.changePassword("anna", "another password");

        assertEquals(Optional.empty(), sessions.verify(pair.access()));
        assertEquals(Optional.empty(), sessions.verify(page));
        assertEquals(Optional.empty(), sessions.refresh(pair.refresh()));
    }

    @Test
    void aBlockedAccountHasNoSessionUntilItIsUnblocked() throws IOException {
        Pair pair = sessions.open(anna);
        sessions.verify(pair.access());

        house.accounts.block("anna", true);

        assertEquals(Optional.empty(), sessions.verify(pair.access()));
        assertEquals(Optional.empty(), sessions.refresh(pair.refresh()));
        house.accounts.block("anna", false);
        assertTrue(sessions.verify(pair.access()).isPresent());
    }

    @Test
    void theTokensThemselvesAreNotKept() throws IOException {
        Pair pair = sessions.open(anna);
        String page = sessions.openPage(anna);

        Records.Page kept = house.records.scan("/", "", 1000);

        String all = kept.documents().toString();
        assertFalse(all.contains(pair.access()), "access token");
        assertFalse(all.contains(pair.refresh()), "refresh token");
        assertFalse(all.contains(page), "page token");
        assertEquals("Pair[***]", pair.toString());
    }

    @Test
    void nonsenseIsNoToken() throws IOException {
        for (String nonsense : List.of("", " ", "x", "/../accounts/anna", "y".repeat(100_000))) {
            assertEquals(Optional.empty(), sessions.verify(nonsense));
            assertEquals(Optional.empty(), sessions.refresh(nonsense));
            sessions.close(nonsense);
        }
    }

    @Test
    void whatExpiredIsSweptAndNothingElse() throws IOException {
        for (int i = 0; i < 120; i++) {
            sessions.open(anna);
        }
        house.clock.move(Duration.ofDays(2));
        Pair live = sessions.open(anna);

        assertEquals(120, sessions.sweep());
        house.clock.move(Duration.ofDays(12));
        assertEquals(121, sessions.sweep());

        assertEquals(0, sessions.sweep());
        assertTrue(sessions.refresh(live.refresh()).isPresent());
    }
}
