package org.zoetrope.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;
import org.zoetrope.records.Json;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;

/** Answers one question from what the index shows. Pure reading; any thread. */
final class Finder {
    private static final Set<String> TEXT = Set.of(Sheet.JSON);

    private final IndexSearcher searcher;
    private final long revision;

    Finder(IndexSearcher searcher, long revision) {
        this.searcher = searcher;
        this.revision = revision;
    }

    Found find(Selection selection, Order wanted, Cut cut) throws IOException {
        List<String> words = Words.of(selection.text());
        boolean unordered = wanted.key() == Order.Key.MATCH && words.isEmpty();
        Order order = unordered ? Order.NEWEST : wanted;
        Optional<FieldDoc> after = cut.after().flatMap(text -> Bookmark.read(order, text));
        Optional<Found.Refused> refusal = refusal(cut, after);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Query query = Question.of(selection, words);
        if (cut.count() == 0) {
            return new Found.Page(searcher.count(query), List.of(), Optional.empty(), revision);
        }
        // Without words the count comes cheaply from the index, and the search may end early; with
        // words every hit has to be looked at anyway.
        int exactUpTo = words.isEmpty() ? 1 : Integer.MAX_VALUE;
        TopFieldDocs top = top(query, order, cut, after.orElse(null), exactUpTo);
        long total = words.isEmpty() ? searcher.count(query) : top.totalHits.value();
        return page(top, total, order, cut);
    }

    /** One more than wanted, to know whether there is a next page. */
    private TopFieldDocs top(
            Query query, Order order, Cut cut, @Nullable FieldDoc after, int exactUpTo)
            throws IOException {
        int most = cut.start() + cut.count() + 1;
        return searcher.search(
                query, new TopFieldCollectorManager(Bookmark.sort(order), most, after, exactUpTo));
    }

    private Found.Page page(TopFieldDocs top, long total, Order order, Cut cut) throws IOException {
        int end = cut.start() + cut.count();
        ScoreDoc[] hits = top.scoreDocs;
        List<Found.Entry> entries = new ArrayList<>();
        for (ScoreDoc hit :
                Arrays.asList(hits)
                        .subList(Math.min(cut.start(), hits.length), Math.min(end, hits.length))) {
            entries.add(entry(hit.doc));
        }
        Optional<String> next =
                hits.length > end
                        ? Optional.of(Bookmark.of(order, (FieldDoc) hits[end - 1]))
                        : Optional.empty();
        return new Found.Page(total, entries, next, revision);
    }

    private Found.Entry entry(int document) throws IOException {
        IndexReader reader = searcher.getIndexReader();
        String json = searcher.storedFields().document(document, TEXT).get(Sheet.JSON);
        Video video = Json.read(json, Video.class);
        Optional<String> source =
                video.source().isPresent()
                        ? Shelf.json(reader, Copyist.SOURCES + video.source().get())
                        : Optional.empty();
        return new Found.Entry(video, source.map(text -> Json.read(text, Source.class)));
    }

    private static Optional<Found.Refused> refusal(Cut cut, Optional<FieldDoc> after) {
        if (cut.start() < 0 || cut.start() > Cut.MAX_START) {
            return refused(
                    "start",
                    cut.start(),
                    "must be 0 to " + Cut.MAX_START + "; go deeper with after");
        }
        if (cut.count() < 0 || cut.count() > Cut.MAX_COUNT) {
            return refused("count", cut.count(), "must be 0 to " + Cut.MAX_COUNT);
        }
        if (cut.after().isPresent() && cut.start() > 0) {
            return refused("start", cut.start(), "must be 0 together with after");
        }
        if (cut.after().isPresent() && after.isEmpty()) {
            return refused(
                    "after", cut.after().get(), "must come from a page of a list in this order");
        }
        return Optional.empty();
    }

    private static Optional<Found.Refused> refused(String parameter, Object value, String rule) {
        return Optional.of(new Found.Refused(parameter, String.valueOf(value), rule));
    }
}
