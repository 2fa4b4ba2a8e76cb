package org.zoetrope.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.video.Account;

class SessionListTest {
    private static final Optional<Origin> DESK = Optional.of(new Origin("192.0.2.7", "curl"));

    private final House house = new House();
    private final SessionList list = new SessionList(house.documents, house.sessions);
    private final Account anna;

    SessionListTest() throws IOException {
        anna = house.person("anna");
    }

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void aPersonSeesTheirOwnSessionsAndWhichOneThisIs() throws IOException {
        String page = house.sessions.openPage(anna, DESK);
        house.sessions.openPage(house.person("bob"));
        house.clock.move(Duration.ofMinutes(1));
        Sessions.Pair pair = house.sessions.open(anna);

        List<SessionList.Known> known = list.of(anna, page);

        assertEquals(2, known.size(), "a pair of tokens is one session: " + known);
        assertFalse(known.get(0).current());
        assertTrue(known.get(1).current());
        assertEquals(DESK, known.get(1).from());
        assertTrue(list.of(anna, pair.access()).get(0).current());
    }

    @Test
    void oneIsEndedByItsId() throws IOException {
        String page = house.sessions.openPage(anna);
        Sessions.Pair pair = house.sessions.open(anna);
        String id =
                list.of(anna, page).stream()
                        .filter(one -> !one.current())
                        .findFirst()
                        .orElseThrow()
                        .id();

        assertFalse(list.revoke(house.person("bob"), id), "nobody ends the sessions of others");
        assertTrue(list.revoke(anna, id));

        assertTrue(house.sessions.verify(pair.access()).isEmpty());
        assertTrue(house.sessions.refresh(pair.refresh()).isEmpty());
        assertTrue(house.sessions.verify(page).isPresent());
    }

    @Test
    void allOthersAreEndedAtOnce() throws IOException {
        String page = house.sessions.openPage(anna);
        String other = house.sessions.openPage(anna);
        Sessions.Pair pair = house.sessions.open(anna);

        assertEquals(2, list.revokeOthers(anna, page));

        assertTrue(house.sessions.verify(page).isPresent());
        assertTrue(house.sessions.verify(other).isEmpty());
        assertTrue(house.sessions.verify(pair.access()).isEmpty());
    }

    @Test
    void theLastUseIsKnownToTheHour() throws IOException {
        String page = house.sessions.openPage(anna);
        long before = house.records.revision();
        house.clock.move(Duration.ofMinutes(59));
        new Sessions(house.documents, house.accounts, house.clock).verify(page);
        assertEquals(before, house.records.revision(), "use costs no commit");

        house.clock.move(Duration.ofMinutes(2));
        // another process, which remembers nothing of the session
        new Sessions(house.documents, house.accounts, house.clock).verify(page);

        assertEquals(
                Duration.ofMinutes(61),
                Duration.between(
                        list.of(anna, page).getFirst().created(),
                        list.of(anna, page).getFirst().seen()));
    }

    @Test
    void whatAnotherPasswordEndedIsNotListed() throws IOException {
        house.sessions.openPage(anna);
        house.accounts.changePassword("anna", "another one");

        assertEquals(List.of(), list.of(house.accounts.find("anna").orElseThrow(), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox on Linux
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0 | Edge on Windows
                    Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1 | Safari on iPhone
                    Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36 | Chrome on Android
                    curl/8.5.0 | curl
                    Java-http-client/25 | Java-http-client
                    <script>alert(1)</script> | ''
                    """)
    void aDeviceIsNamedAsPeopleKnowIt(String agent, String device) {
        assertEquals(device, Origin.of("192.0.2.7", Optional.of(agent)).device());
    }
}
