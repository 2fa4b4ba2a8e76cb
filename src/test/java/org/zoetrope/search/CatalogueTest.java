package org.zoetrope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zoetrope.video.Samples.NOON;
import static org.zoetrope.video.Samples.described;
import static org.zoetrope.video.Samples.ownedBy;
import static org.zoetrope.video.Samples.published;
import static org.zoetrope.video.Samples.source;
import static org.zoetrope.video.Samples.video;
import static org.zoetrope.video.Samples.viewed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.records.Records;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.search.Selection.Filter;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.StateWord;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

class CatalogueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Selection ANNS = new Selection(new Audience.Owner("ann"), "", List.of());

    @TempDir private Path folder;
    private final MemoryRecords records = new MemoryRecords();
    private final Documents documents = new Documents(records);
    private Catalogue catalogue;

    @BeforeEach
    void open() throws IOException {
        catalogue = Catalogue.open(folder, records, 2, 200);
    }

    @AfterEach
    void close() {
        catalogue.close();
        records.close();
    }

    @Test
    void listsTheNewestFirst() throws Exception {
        publish(video(1, "One"), video(2, "Two"), video(3, "Three"));

        assertEquals(List.of("Three", "Two", "One"), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void aVideoAppearsWhenItsSourceCanBePlayed() throws Exception {
        put(source(1, new SourceState.Received()));
        put(video(1, "One"));
        assertEquals(List.of(), titles(Selection.listed(), Order.NEWEST));
        assertEquals(List.of("One"), titles(ANNS, Order.NEWEST));

        put(source(1, published(10, NOON)));

        assertEquals(List.of("One"), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void aVideoIsAsNewAsItsSourceWasPublished() throws Exception {
        publish(video(2, "Quick"));
        put(source(1, published(10, NOON.plusSeconds(3600))));
        put(video(1, "Slow"));

        assertEquals(List.of("Slow", "Quick"), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void othersSeePublicVideosOnlyAndTheOwnerSeesAll() throws Exception {
        publish(
                video(1, "Open"),
                video(2, "By link", Visibility.UNLISTED),
                video(3, "Mine", Visibility.PRIVATE),
                ownedBy(video(4, "Foreign", Visibility.PRIVATE), "bob"));

        Selection staff = new Selection(new Audience.Staff(), "", List.of());
        assertEquals(List.of("Open"), titles(Selection.listed(), Order.NEWEST));
        assertEquals(List.of("Mine", "By link", "Open"), titles(ANNS, Order.NEWEST));
        assertEquals(List.of("Foreign", "Mine", "By link", "Open"), titles(staff, Order.NEWEST));
    }

    @Test
    void aVideoThatGoesPrivateOrAwayLeavesTheList() throws Exception {
        publish(video(1, "One"), video(2, "Two"));

        put(video(1, "One", Visibility.PRIVATE));
        remove(video(2, "Two"));

        assertEquals(List.of(), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void findsWordsWithoutAccentsWithMistakesAndByTheirBeginning() throws Exception {
        publish(
                video(1, "Élodie at the Zoetrope"),
                described(video(2, "Two"), "A film about Müller's mill", "Straße"),
                video(3, "my_holiday.2021.mp4"));

        assertEquals(List.of("Élodie at the Zoetrope"), found("elodie"));
        assertEquals(List.of("Élodie at the Zoetrope"), found("ZOETORPE"));
        assertEquals(List.of("Élodie at the Zoetrope"), found("zoe"));
        assertEquals(List.of("Two"), found("muller mill"));
        assertEquals(List.of("Two"), found("strasse"));
        assertEquals(List.of("my_holiday.2021.mp4"), found("holiday"));
        assertEquals(List.of(), found("zoetrope mill"));
    }

    @Test
    void aHitInTheTitleComesBeforeOneInTheDescription() throws Exception {
        publish(described(video(2, "Two"), "about gulls"), video(1, "Gulls"));

        assertEquals(List.of("Gulls", "Two"), found("gulls"));
    }

    @Test
    void queriesAreWordsAndNeverSyntax() throws Exception {
        publish(video(1, "One"));

        assertEquals(List.of(), found("title:one AND (\"*~ [x TO y] \\"));
        assertEquals(List.of("One"), found("+one*"));
    }

    @Test
    void filtersByOwnerChannelTagVisibilityAndState() throws Exception {
        publish(
                described(video(1, "One"), "", "Cats"),
                ownedBy(video(2, "Two"), "bob"),
                video(3, "Three", Visibility.UNLISTED));
        put(source(4, new SourceState.Received()));
        put(video(4, "Four"));

        assertEquals(List.of("Two"), listed(new Filter.OwnedBy("bob")));
        assertEquals(List.of("One"), listed(new Filter.InChannel("ann_channel")));
        assertEquals(List.of("One"), listed(new Filter.Tagged(List.of("dogs", "cäts"))));
        assertEquals(List.of(), listed(new Filter.Tagged(List.of())));
        assertEquals(
                List.of("Three"),
                titles(ANNS.with(new Filter.Visible(Set.of(Visibility.UNLISTED))), Order.NEWEST));
        assertEquals(
                List.of("Four"),
                titles(ANNS.with(new Filter.InState(Set.of(StateWord.CHECKING))), Order.NEWEST));
    }

    @Test
    void sortsByEveryKeyInBothDirections() throws Exception {
        publishLong(10, viewed(video(1, "banana"), 5));
        publishLong(30, viewed(video(2, "Äpfel"), 1));
        publishLong(20, viewed(video(3, "cherry"), 9));

        assertOrder(Order.Key.NAME, "Äpfel", "banana", "cherry");
        assertOrder(Order.Key.DURATION, "banana", "cherry", "Äpfel");
        assertOrder(Order.Key.VIEWS, "Äpfel", "banana", "cherry");
        assertOrder(Order.Key.CREATED, "banana", "Äpfel", "cherry");
        assertOrder(Order.Key.PUBLISHED, "banana", "Äpfel", "cherry");
    }

    @Test
    void pagesByCursorShowEveryVideoOnceInEveryOrder() throws Exception {
        Documents.Change all = documents.change();
        for (int i = 1; i <= 23; i++) {
            Source source = source(i, published(i % 3, NOON));
            Video video = viewed(video(i, "Same " + i % 4), i % 5);
            all.put("/sources/" + source.sha256(), source).put("/videos/" + video.id(), video);
        }
        assertTrue(all.commit());

        for (Order.Key key : Order.Key.values()) {
            for (boolean descending : new boolean[] {true, false}) {
                Order order = new Order(key, descending);
                String text = key == Order.Key.MATCH ? "same" : "";
                Selection selection = Selection.listed().withText(text);

                List<Long> paged = numbersByCursor(selection, order);

                assertEquals(23, Set.copyOf(paged).size(), order.toString());
                assertEquals(numbers(page(selection, order, Cut.first(100))), paged);
            }
        }
    }

    @Test
    void saysHowManyThereAreAndPassesOverTheStart() throws Exception {
        publish(video(1, "One"), video(2, "Two"), video(3, "Three"));

        var page = page(Selection.listed(), Order.NEWEST, new Cut(1, 1, Optional.empty()));

        assertEquals(3, page.total());
        assertEquals(List.of(2L), numbers(page));
        assertEquals(3, page(Selection.listed(), Order.NEWEST, Cut.first(0)).total());
    }

    @Test
    void refusesWhatCannotBeAnsweredAndSaysWhy() throws Exception {
        assertRefused("start", new Cut(10_001, 15, Optional.empty()));
        assertRefused("start", new Cut(-1, 15, Optional.empty()));
        assertRefused("count", new Cut(0, 101, Optional.empty()));
        assertRefused("after", new Cut(0, 15, Optional.of("garbled")));
        assertRefused("after", new Cut(0, 15, Optional.of("TkFNRSAxIHg")));
    }

    @Test
    void goesOnWhereItStoppedAfterARestart() throws Exception {
        publish(video(1, "One"));
        catalogue.close();
        publishUnseen(video(2, "Two"));

        open();

        awaitAll();
        assertEquals(List.of("Two", "One"), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void isMadeAnewWhenTheRecordsHaveForgottenWhatItMissed() throws Exception {
        publish(video(1, "One"));
        catalogue.close();
        publishUnseen(video(2, "Two"));
        remove(video(1, "One"));
        records.forgetChanges();

        open();

        awaitAll();
        assertEquals(List.of("Two"), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void isMadeAnewWhenItsFilesAreDamaged() throws Exception {
        publish(video(1, "One"));
        catalogue.close();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("_")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        open();

        awaitAll();
        assertEquals(List.of("One"), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void isMadeAnewWhenTheRecordsWereExchangedForOlderOnes() throws Exception {
        publish(video(1, "One"), video(2, "Two"), video(3, "Three"));
        awaitAll(); // else the index may be no further than the older records
        catalogue.close();
        try (MemoryRecords older = new MemoryRecords()) {
            put(older, source(9, published(10, NOON)));
            put(older, video(9, "Nine"));

            try (Catalogue other = Catalogue.open(folder, older, 2, 200)) {
                awaitTitles(other, List.of("Nine"));
            }
        }
        open();
    }

    @Test
    void followsAgainAfterTheRecordsWereAway() throws Exception {
        catalogue.close();
        records.unavailable(true);
        open();
        assertFalse(catalogue.await(0, Duration.ofMillis(50)));

        records.unavailable(false);
        publish(video(1, "One"));

        assertEquals(List.of("One"), titles(Selection.listed(), Order.NEWEST));
    }

    @Test
    void oneDamagedRecordDoesNotHideTheOthers() throws Exception {
        commit(records, "/videos/" + video(1, "x").id(), "{\"title\":3}");
        publish(video(2, "Two"));

        assertEquals(List.of("Two"), titles(Selection.listed(), Order.NEWEST));
    }

    private void assertOrder(Order.Key key, String... ascending) throws Exception {
        List<String> titles = List.of(ascending);
        assertEquals(titles, titles(Selection.listed(), new Order(key, false)));
        assertEquals(titles.reversed(), titles(Selection.listed(), new Order(key, true)));
    }

    private void assertRefused(String parameter, Cut cut) throws IOException {
        var refused =
                assertInstanceOf(
                        Found.Refused.class, catalogue.find(Selection.listed(), Order.NEWEST, cut));
        assertEquals(parameter, refused.parameter());
    }

    private List<Long> numbersByCursor(Selection selection, Order order) throws Exception {
        List<Long> all = new ArrayList<>();
        Cut cut = Cut.first(4);
        while (true) {
            Found.Page page = page(selection, order, cut);
            all.addAll(numbers(page));
            if (page.next().isEmpty()) {
                return all;
            }
            cut = new Cut(0, 4, page.next());
        }
    }

    private static List<Long> numbers(Found.Page page) {
        return page.entries().stream().map(entry -> entry.video().number()).toList();
    }

    private List<String> found(String words) throws Exception {
        return titles(Selection.listed().withText(words), Order.BEST);
    }

    private List<String> listed(Filter filter) throws Exception {
        return titles(Selection.listed().with(filter), Order.NEWEST);
    }

    private List<String> titles(Selection selection, Order order) throws Exception {
        awaitAll();
        return titles(page(selection, order, Cut.first(100)));
    }

    private static List<String> titles(Found.Page page) {
        return page.entries().stream().map(entry -> entry.video().title()).toList();
    }

    private Found.Page page(Selection selection, Order order, Cut cut) throws Exception {
        awaitAll();
        return assertInstanceOf(Found.Page.class, catalogue.find(selection, order, cut));
    }

    private void awaitAll() throws Exception {
        assertTrue(catalogue.await(records.revision(), PATIENCE), "the index does not follow");
    }

    private static void awaitTitles(Catalogue other, List<String> titles) throws Exception {
        for (int i = 0; i < 1000; i++) {
            Found found = other.find(Selection.listed(), Order.NEWEST, Cut.first(15));
            if (found instanceof Found.Page page && titles(page).equals(titles)) {
                return;
            }
            other.await(Long.MAX_VALUE, Duration.ofMillis(10));
        }
        throw new AssertionError("never listed " + titles);
    }

    private void publish(Video... videos) throws IOException {
        for (Video video : videos) {
            publishLong(10, video);
        }
    }

    private void publishUnseen(Video video) throws IOException {
        publishLong(10, video);
    }

    private void publishLong(int seconds, Video video) throws IOException {
        put(source(video.number(), published(seconds, NOON)));
        put(video);
    }

    private void put(Video video) throws IOException {
        put(records, video);
    }

    private void put(Source source) throws IOException {
        put(records, source);
    }

    private static void put(Records into, Video video) throws IOException {
        assertTrue(new Documents(into).change().put("/videos/" + video.id(), video).commit());
    }

    private static void put(Records into, Source source) throws IOException {
        assertTrue(
                new Documents(into).change().put("/sources/" + source.sha256(), source).commit());
    }

    private void remove(Video video) throws IOException {
        assertTrue(documents.change().remove("/videos/" + video.id()).commit());
    }

    private static void commit(Records into, String key, String json) throws IOException {
        into.commit(
                new Records.Commit(
                        key, java.util.Map.of(key, Optional.of(json)), java.util.Map.of()));
    }
}
