package org.zoetrope.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;

final class AccountsTest {
    private final House house = new House();
    private final Accounts accounts = house.accounts;

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void anAccountComesWithItsChannelInOneCommit() throws IOException {
        Account anna = house.person("anna");

        assertEquals(1, house.records.commits());
        assertEquals(Optional.of(anna), accounts.find("anna"));
        Channel channel = accounts.channelsOf("anna").getFirst();
        assertEquals("anna_channel", channel.name());
        assertEquals("anna", channel.owner());
        assertEquals(Optional.of(channel), accounts.channel("anna_channel"));
        assertEquals(Optional.of(channel), accounts.channel(channel.number()));
    }

    @Test
    void numbersAreGivenOnceAndInOrder() throws IOException {
        Account anna = house.person("anna");
        Account bert = house.person("bert");

        assertEquals(1, anna.number());
        assertEquals(2, bert.number());
        assertEquals(2, accounts.channelsOf("bert").getFirst().number());
    }

    @Test
    void aNameIsGivenOnceAlsoToChannels() throws IOException {
        house.person("anna");

        assertEquals(Creation.Why.NAME_TAKEN, refused("anna", "other@example.org"));
        assertEquals(Creation.Why.NAME_TAKEN, refused("anna_channel", "other@example.org"));
        assertEquals(Creation.Why.EMAIL_TAKEN, refused("another", "Anna@Example.org"));
    }

    @Test
    void aDefaultChannelWhoseNameIsTakenGetsANumber() throws IOException {
        house.person("anna_channel");

        house.person("anna");

        assertEquals("anna_channel_2", accounts.channelsOf("anna").getFirst().name());
    }

    @Test
    void aHundredPeopleAtOnceGetAHundredNumbers() throws Exception {
        List<Future<Account>> born = new ArrayList<>();
        try (ExecutorService crowd = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 100; i++) {
                String name = "person" + i;
                Callable<Account> birth = () -> house.person(name);
                born.add(crowd.submit(birth));
            }
        }

        List<Long> numbers = new ArrayList<>();
        for (Future<Account> account : born) {
            numbers.add(account.get().number());
        }
        assertEquals(100, numbers.stream().distinct().count());
        assertEquals(100, numbers.stream().mapToLong(n -> n).max().orElse(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b-c_d", "0", "_", "a__b", "x.-.y"})
    void goodNamesAreTaken(String name) throws IOException {
        assertInstanceOf(Creation.Created.class, accounts.create(wanted(name, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "a b",
                ".a",
                "a.",
                "-a",
                "a-",
                "a/b",
                "ä",
                "../x",
                "a\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void badNamesAreRefused(String name) throws IOException {
        assertEquals(Creation.Why.BAD_NAME, refused(name, ""));
        assertEquals(Optional.empty(), accounts.find(name.isEmpty() ? "/" : name));
        assertEquals(0, house.records.commits());
    }

    @Test
    void aLongWrongNameIsRefusedAtOnce() {
        assertTimeout(Duration.ofSeconds(1), () -> refused("a".repeat(49) + "!", ""));
        assertFalse(Names.isName("a.".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short"})
    void shortPasswordsAreRefused(String password) throws IOException {
        NewAccount wanted =
                new NewAccount("anna", "", "", password, Account.Role.USER, OptionalLong.empty());

        assertEquals(new Creation.Refused(Creation.Why.BAD_PASSWORD), accounts.create(wanted));
        assertThrows(
                IllegalArgumentException.class, () -> accounts.changePassword("anna", password));
    }

    @Test
    void peopleAreFoundByNameOrMailInAnyCase() throws IOException {
        Account anna = house.person("anna");

        assertEquals(Optional.of(anna), accounts.findByLogin(" Anna "));
        assertEquals(Optional.of(anna), accounts.findByLogin("ANNA@example.org"));
        assertEquals(Optional.empty(), accounts.findByLogin("nobody@example.org"));
        assertEquals(Optional.empty(), accounts.findByLogin("../accounts/anna"));
    }

    @Test
    void aPasswordCanBeChanged() throws IOException {
        house.person("anna");

        assertTrue(accounts.changePassword("anna", "a new password"));

        String hash = accounts.find("anna").orElseThrow().passwordHash();
        assertTrue(house.passwords.matches("a new password", hash));
        assertFalse(accounts.changePassword("nobody", "a new password"));
    }

    @Test
    void whatIsPrintedOfAWishIsNotThePassword() {
        assertFalse(wanted("anna", "").toString().contains("correct horse"));
    }

    private Creation.Why refused(String name, String email) throws IOException {
        return assertInstanceOf(Creation.Refused.class, accounts.create(wanted(name, email))).why();
    }

    private static NewAccount wanted(String name, String email) {
        return new NewAccount(
                name, name, email, "correct horse", Account.Role.USER, OptionalLong.empty());
    }
}
