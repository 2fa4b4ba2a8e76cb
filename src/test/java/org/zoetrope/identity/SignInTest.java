package org.zoetrope.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.identity.SignIn.Result;
import org.zoetrope.video.Account;

/** Row I3 of the failure modes: brute force. */
final class SignInTest {
    private static final String HOME = "192.0.2.7";
    private final House house = new House();

    @BeforeEach
    void enter() throws IOException {
        house.person("anna");
        house.person("bert");
    }

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void theRightPasswordIsWelcome() throws IOException {
        Account anna = house.accounts.find("anna").orElseThrow();

        assertEquals(new Result.Welcome(anna), tryAnna("pw of anna", HOME));
        assertEquals(
                new Result.Welcome(anna),
                house.signIn.attempt("ANNA@example.org", "pw of anna", HOME));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() throws IOException {
        assertEquals(new Result.Wrong(), tryAnna("wrong", HOME));
        assertEquals(new Result.Wrong(), house.signIn.attempt("nobody", "pw of anna", HOME));
        assertEquals(new Result.Wrong(), house.signIn.attempt("", "", HOME));
    }

    @Test
    void allAttemptsThatFailTakeTheSame() throws IOException {
        house.accounts.block("anna", true);

        for (String login :
                List.of("anna", "ANNA", "anna@example.org", "nobody", "no@body", "?", "")) {
            assertEquals(1, computations(() -> attempt(login, "guess")), login);
        }
        assertEquals(1, computations(() -> attempt("anna", "pw of anna")), "blocked");
    }

    @Test
    void aComputationForNobodyCostsWhatOneForAPersonCosts() throws IOException {
        String stored = house.accounts.find("anna").orElseThrow().passwordHash();

        assertEquals(cost(stored), cost(house.passwords.nobody()));
    }

    private static String cost(String hash) {
        return hash.substring(0, hash.indexOf('$', hash.indexOf("m=")));
    }

    private interface Attempt {
        void make() throws IOException;
    }

    /** The time goes into them; everything else is a thousand times shorter. */
    private long computations(Attempt attempt) throws IOException {
        long before = house.passwords.computed();
        attempt.make();
        return house.passwords.computed() - before;
    }

    private void attempt(String login, String password) throws IOException {
        house.signIn.attempt(login, password, HOME);
    }

    @Test
    void afterTenFailuresEvenTheRightPasswordWaits() throws IOException {
        fail(10, HOME);

        assertEquals(new Result.Later(Duration.ofSeconds(30)), tryAnna("pw of anna", HOME));
        house.clock.move(Duration.ofSeconds(30));
        assertInstanceOf(Result.Welcome.class, tryAnna("pw of anna", HOME));
    }

    @Test
    void theWaitGrowsWithEachFurtherFailureUpToAnHour() throws IOException {
        fail(10, HOME);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Duration wait = assertInstanceOf(Result.Later.class, tryAnna("wrong", HOME)).pause();
            waits.add(wait);
            house.clock.move(wait);
            assertEquals(new Result.Wrong(), tryAnna("wrong", HOME));
        }

        assertEquals(
                List.of(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L),
                waits.stream().map(Duration::toSeconds).toList());
    }

    @Test
    void failuresSpreadOverMoreThanFiveMinutesDoNotCount() throws IOException {
        fail(9, HOME);
        house.clock.move(Duration.ofMinutes(5).plusSeconds(1));
        fail(9, HOME);

        assertInstanceOf(Result.Welcome.class, tryAnna("pw of anna", HOME));
    }

    @Test
    void aSuccessForgetsTheFailures() throws IOException {
        fail(9, HOME);
        tryAnna("pw of anna", HOME);
        fail(9, HOME);

        assertInstanceOf(Result.Welcome.class, tryAnna("pw of anna", HOME));
    }

    @Test
    void anAttackerElsewhereDoesNotLockTheOwnerOut() throws IOException {
        String token = house.sessions.open(house.accounts.find("anna").orElseThrow()).access();
        fail(10, "198.51.100.1");

        assertInstanceOf(Result.Later.class, tryAnna("wrong", "198.51.100.1"));
        assertInstanceOf(Result.Welcome.class, tryAnna("pw of anna", HOME));
        assertTrue(house.sessions.verify(token).isPresent());
    }

    @Test
    void manyNamesFromOneAddressAreSlowedDownToo() throws IOException {
        for (int i = 0; i < SignIn.ADDRESS_LIMIT; i++) {
            assertEquals(new Result.Wrong(), house.signIn.attempt("name" + i, "guess", HOME));
        }

        assertInstanceOf(Result.Later.class, house.signIn.attempt("bert", "pw of bert", HOME));
        assertInstanceOf(
                Result.Welcome.class, house.signIn.attempt("bert", "pw of bert", "192.0.2.8"));
    }

    @Test
    void aWholeSchoolBehindOneAddressGetsIn() throws IOException {
        for (int i = 0; i < 3 * SignIn.ADDRESS_LIMIT; i++) {
            assertInstanceOf(Result.Welcome.class, tryAnna("pw of anna", HOME));
        }
    }

    @Test
    void addressesOfOneIpv6NetworkCountAsOne() throws IOException {
        for (int i = 1; i <= 10; i++) {
            assertEquals(new Result.Wrong(), tryAnna("wrong", "2001:db8:1:2::" + i));
        }

        assertInstanceOf(Result.Later.class, tryAnna("wrong", "2001:db8:1:2:ffff::1"));
        assertEquals(new Result.Wrong(), tryAnna("wrong", "2001:db8:1:3::1"));
    }

    @Test
    void aBlockedAccountIsToldSoOnlyWithTheRightPassword() throws IOException {
        house.accounts.block("anna", true);

        assertEquals(new Result.Wrong(), tryAnna("wrong", HOME));
        assertInstanceOf(Result.Blocked.class, tryAnna("pw of anna", HOME));
    }

    @Test
    void anEndlessPasswordIsNotLookedAt() throws IOException {
        assertEquals(new Result.TooLong(), tryAnna("x".repeat(257), HOME));
    }

    private Result tryAnna(String password, String address) throws IOException {
        return house.signIn.attempt("anna", password, address);
    }

    private void fail(int times, String address) throws IOException {
        for (int i = 0; i < times; i++) {
            assertEquals(new Result.Wrong(), tryAnna("wrong", address));
        }
    }
}
