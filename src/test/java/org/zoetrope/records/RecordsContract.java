package org.zoetrope.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Document;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.records.Records.Outcome.Conflict;
import org.zoetrope.records.Records.Outcome.Done;
import org.zoetrope.records.Records.Page;

/** What every backend of {@link Records} promises; watches are in {@link WatchContract}. */
public abstract class RecordsContract extends WatchContract {
    private Records records;

    @BeforeEach
    final void openTheRecords() throws Exception {
        records = opened();
    }

    @Test
    void anEmptyStoreHasRevisionZeroAndNoDocuments() throws IOException {
        assertEquals(0, records.revision());
        assertEquals(Optional.empty(), records.get("/a"));
        assertEquals(new Page(List.of(), Optional.empty(), 0), records.scan("", "", 10));
    }

    @Test
    void aDocumentCarriesTheRevisionOfTheCommitThatLastWroteIt() throws IOException {
        long first = put("/a", 1);
        long second = put("/b", 2);
        long third = put("/a", 3);

        assertTrue(first < second && second < third, first + " " + second + " " + third);
        assertDocument("/a", 3, third);
        assertDocument("/b", 2, second);
        assertEquals(third, records.revision());
    }

    @Test
    void aDocumentTakenAwayHasVersionZeroAndNeverGetsAnOldVersionAgain() throws IOException {
        long first = put("/a", 1);

        commit(Map.of("/a", Optional.empty()), Map.of("/a", first));

        assertEquals(Optional.empty(), records.get("/a"));
        Outcome again = commit(Map.of("/a", n(2)), Map.of("/a", 0L));
        assertTrue(((Done) again).revision() > first + 1);
    }

    @Test
    void valuesKeepEveryLetter() throws IOException {
        String value = "{\"t\":\"' \\\" % _ \\\\ \\n é 漢 😀 \\u0001 ; DROP TABLE documents\"}";

        commit(Map.of("/a", Optional.of(value)), Map.of());

        assertEquals(json(value), json(records.get("/a").orElseThrow().value()));
    }

    @Test
    void aConflictNamesTheFirstKeyInOrderAndWritesNothing() throws IOException {
        long version = put("/b", 1);
        put("/c", 1);

        Outcome outcome =
                commit(
                        Map.of("/a", n(2), "/b", n(2), "/c", n(2)),
                        Map.of("/a", 0L, "/b", version + 7, "/c", 0L));

        assertEquals(new Conflict("/b", version + 7, version), outcome);
        assertEquals(Optional.empty(), records.get("/a"));
        assertDocument("/b", 1, version);
    }

    @Test
    void theFirstKeyInOrderIsTheFirstInBytesOfUtf8() throws IOException {
        put("/\uFFFD", 1);
        put("/😀", 1);

        Outcome outcome = commit(Map.of("/x", n(1)), Map.of("/😀", 0L, "/\uFFFD", 0L));

        assertEquals("/\uFFFD", ((Conflict) outcome).key());
    }

    @Test
    void keysThatAreNotWrittenCanBeExpected() throws IOException {
        long version = put("/plan", 1);

        assertInstanceOf(Done.class, commit(Map.of("/a", n(1)), Map.of("/plan", version)));
        put("/plan", 2);
        assertInstanceOf(Conflict.class, commit(Map.of("/a", n(2)), Map.of("/plan", version)));
        assertInstanceOf(Conflict.class, commit(Map.of("/a", n(2)), Map.of("/plan", 0L)));
        assertInstanceOf(Done.class, commit(Map.of("/a", n(2)), Map.of("/none", 0L)));
    }

    @Test
    void aCommitMayOnlyExpect() throws IOException {
        long version = put("/a", 1);

        assertInstanceOf(Done.class, commit(Map.of(), Map.of("/a", version)));
        assertInstanceOf(Conflict.class, commit(Map.of(), Map.of("/a", version + 1)));
        assertDocument("/a", 1, version);
    }

    @Test
    void theSameIdGivesTheFirstResultAndWritesNothing() throws IOException {
        Commit intent = new Commit("intent-1", Map.of("/a", n(1)), Map.of("/a", 0L));
        Outcome first = records.commit(intent);
        long later = put("/a", 2);

        assertEquals(first, records.commit(intent));
        assertDocument("/a", 2, later);
        assertEquals(later, records.revision());
    }

    @Test
    void anIdThatMetAConflictIsJudgedAnew() throws IOException {
        Commit intent = new Commit("intent-1", Map.of("/a", n(1)), Map.of("/b", 0L));
        put("/b", 1);
        assertInstanceOf(Conflict.class, records.commit(intent));

        commit(Map.of("/b", Optional.empty()), Map.of());

        assertInstanceOf(Done.class, records.commit(intent));
    }

    @Test
    void aHundredKeysAreAllowedAndOneMoreIsNot() throws IOException {
        Map<String, Optional<String>> writes = new TreeMap<>();
        IntStream.range(0, 60).forEach(i -> writes.put("/w/" + i, n(i)));
        Map<String, Long> expected = new TreeMap<>();
        IntStream.range(20, 100).forEach(i -> expected.put("/w/" + i, 0L));

        assertInstanceOf(Done.class, commit(writes, expected));

        expected.put("/w/100", 0L);
        assertRefused("101 keys, at most 100", () -> commit(writes, expected));
    }

    @Test
    void aMebibyteIsAllowedAndOneByteMoreIsNot() throws IOException {
        int room = Records.MAX_COMMIT_BYTES - "/a".length() - "\"\"".length();
        String value = "é".repeat(room / 2);

        commit(Map.of("/a", Optional.of('"' + value + '"')), Map.of());

        assertEquals('"' + value + '"', records.get("/a").orElseThrow().value());
        assertRefused(
                "1048577 bytes",
                () -> commit(Map.of("/a", Optional.of('"' + value + "x\"")), Map.of()));
    }

    @Test
    void whatIsNotAKeyIsRefused() {
        assertRefused("must start with /", () -> put("a", 1));
        assertRefused("must start with /", () -> put("/", 1));
        assertRefused("control character", () -> put("/a\u0000", 1));
        assertRefused("surrogate", () -> put("/a\uD83D", 1));
        assertRefused("at most 512", () -> put("/" + "a".repeat(512), 1));
        assertRefused("must start with /", () -> records.get(""));
        assertRefused("surrogate", () -> commit(Map.of("/a", Optional.of("\"\uD83D\"")), Map.of()));
        assertRefused("least is 0", () -> commit(Map.of(), Map.of("/a", -1L)));
        assertRefused("limit", () -> records.scan("", "", 0));
        assertRefused("limit", () -> records.scan("", "", Records.MAX_PAGE + 1));
        assertRefused("id", () -> records.commit(new Commit(" ", Map.of(), Map.of())));
    }

    @Test
    void aScanPagesInByteOrderFromAfterToTheEnd() throws IOException {
        List<String> keys = List.of("/p/A", "/p/a", "/p/é", "/p/漢", "/p/\uFFFD", "/p/😀");
        for (String key : keys.reversed()) {
            put(key, 1);
        }
        put("/o", 1);
        put("/q", 1);

        Page first = records.scan("/p/", "", 4);
        Page second = records.scan("/p/", first.next().orElseThrow(), 4);

        assertEquals(keys.subList(0, 4), keys(first));
        assertEquals(keys.subList(4, 6), keys(second));
        assertEquals(Optional.empty(), second.next());
        assertEquals(records.revision(), second.revision());
    }

    @Test
    void aFullLastPageHasNoNext() throws IOException {
        put("/a", 1);
        put("/b", 1);

        assertEquals(Optional.empty(), records.scan("/", "", 2).next());
        assertEquals(Optional.of("/a"), records.scan("/", "", 1).next());
    }

    @Test
    void aPrefixIsTakenLetterByLetter() throws IOException {
        List<String> keys =
                List.of("/a", "/a%", "/a%b", "/a*", "/a/", "/a/b", "/a[b", "/a_", "/a_b", "/ab");
        for (String key : keys) {
            put(key, 1);
        }
        put("/A", 1);

        assertEquals(keys, keys(records.scan("/a", "", 100)));
        assertEquals(List.of("/a%", "/a%b"), keys(records.scan("/a%", "", 100)));
        assertEquals(List.of("/a_", "/a_b"), keys(records.scan("/a_", "", 100)));
        assertEquals(List.of("/a/", "/a/b"), keys(records.scan("/a/", "", 100)));
        assertEquals(List.of("/a*"), keys(records.scan("/a*", "", 100)));
        assertEquals(List.of("/a[b"), keys(records.scan("/a[", "", 100)));
        assertEquals(List.of(), keys(records.scan("/b", "", 100)));
        assertEquals(11, records.scan("", "", 100).documents().size());
    }

    @Test
    void aPrefixMayEndAtTheEdgesOfUnicode() throws IOException {
        String last = Character.toString(Character.MAX_CODE_POINT);
        List<String> keys = List.of("/\uD7FF", "/\uD7FFx", "/\uE000", "/" + last, "/" + last + "x");
        for (String key : keys) {
            put(key, 1);
        }

        assertEquals(keys.subList(0, 2), keys(records.scan("/\uD7FF", "", 9)));
        assertEquals(keys.subList(3, 5), keys(records.scan("/" + last, "", 9)));
        assertEquals(List.of(), keys(records.scan(last, "", 9)));
    }

    @Test
    void afterNeedNotBeAKeyNorBelowThePrefix() throws IOException {
        put("/b/1", 1);
        put("/b/2", 1);

        assertEquals(List.of("/b/1", "/b/2"), keys(records.scan("/b/", "/a", 9)));
        assertEquals(List.of("/b/2"), keys(records.scan("/b/", "/b/1x", 9)));
        assertEquals(List.of(), keys(records.scan("/b/", "/c", 9)));
    }

    @Test
    void manyThreadsCountWithoutLosingOne() throws Exception {
        int threads = 8;
        int each = 20;
        Map<Long, Boolean> versions = new ConcurrentHashMap<>();

        Threads.all(threads, _ -> increment(each, versions));

        Document counter = records.get("/counter").orElseThrow();
        assertEquals("" + threads * each, counter.value());
        assertEquals(threads * each, versions.size(), "every commit has a revision of its own");
    }

    @Test
    void aReaderNeverSeesHalfACommitNorTimeGoingBack() throws Exception {
        commit(Map.of("/x", n(0), "/y", n(0)), Map.of());

        Threads.all(
                4,
                thread -> {
                    for (int i = 1; i <= 25; i++) {
                        if (thread == 0) {
                            commit(Map.of("/x", n(i), "/y", n(i)), Map.of());
                        } else {
                            assertBothAreEqual();
                        }
                    }
                });
    }

    @Test
    void whoeverStartsAfterACommitReturnedSeesIt() throws Exception {
        Threads.all(
                4,
                thread -> {
                    for (int i = 0; i < 15; i++) {
                        long version = put("/" + thread + "/mine", i);
                        assertDocument("/" + thread + "/mine", i, version);
                        assertTrue(records.revision() >= version);
                        Page page = records.scan("/" + thread + "/", "", 10);
                        assertEquals(version, page.documents().getFirst().version());
                    }
                });
    }

    @Test
    void aHistoryOfReadsAndWritesIsLinearizable() throws Exception {
        History history = new History();

        Threads.all(
                6,
                thread -> {
                    for (int i = 0; i < 25; i++) {
                        long start = System.nanoTime();
                        if (thread % 2 == 0) {
                            history.wrote(start, put("/x", i), System.nanoTime());
                        } else {
                            long seen = records.get("/x").map(Document::version).orElse(0L);
                            history.read(start, seen, System.nanoTime());
                        }
                    }
                });

        assertEquals(List.of(), history.violations());
    }

    @Test
    void aClosedStoreAnswersWithAnIoException() throws Exception {
        records.close();

        assertThrows(IOException.class, () -> records.get("/a"));
        assertThrows(IOException.class, () -> records.scan("", "", 1));
        assertThrows(IOException.class, () -> put("/a", 1));
        assertThrows(IOException.class, () -> records.revision());
        records.close();
    }

    private void increment(int times, Map<Long, Boolean> versions) throws IOException {
        for (int done = 0; done < times; ) {
            Optional<Document> read = records.get("/counter");
            int count = read.map(document -> Integer.parseInt(document.value())).orElse(0);
            long version = read.map(Document::version).orElse(0L);
            if (commit(Map.of("/counter", n(count + 1)), Map.of("/counter", version))
                    instanceof Done(long revision)) {
                versions.put(revision, true);
                done++;
            }
        }
    }

    private void assertBothAreEqual() throws IOException {
        Page page = records.scan("/", "", 10);
        Document x = page.documents().get(0);
        Document y = page.documents().get(1);
        assertEquals(x.value(), y.value());
        assertEquals(x.version(), y.version());
        assertFalse(page.revision() < x.version());
    }

    private void assertDocument(String key, int value, long version) throws IOException {
        assertEquals(new Document(key, "" + value, version), records.get(key).orElseThrow());
    }

    private static void assertRefused(String words, Executable refused) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, refused);
        assertTrue(refusal.toString().contains(words), refusal.toString());
    }

    private static List<String> keys(Page page) {
        return new ArrayList<>(page.documents().stream().map(Document::key).toList());
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }
}
