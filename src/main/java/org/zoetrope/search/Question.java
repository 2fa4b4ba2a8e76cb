package org.zoetrope.search;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.search.Selection.Filter;

/** A {@link Selection} in Lucene's words. */
final class Question {
    private Question() {}

    static Query of(Selection selection, List<String> words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(seenBy(selection.audience()), Occur.FILTER);
        selection.filters().forEach(filter -> all.add(of(filter), Occur.FILTER));
        all.add(words.isEmpty() ? new MatchAllDocsQuery() : Words.query(words), Occur.MUST);
        return all.build();
    }

    private static Query seenBy(Audience audience) {
        return switch (audience) {
            case Audience.Everyone() -> term(Sheet.LISTED, "everyone");
            case Audience.Owner(String account) -> term(Sheet.OWNER, account);
            case Audience.Staff() -> term(Sheet.KIND, "video");
        };
    }

    private static Query of(Filter filter) {
        return switch (filter) {
            case Filter.OwnedBy(String account) -> term(Sheet.OWNER, account);
            case Filter.InChannel(String channel) -> term(Sheet.CHANNEL, channel);
            case Filter.Visible(var to) ->
                    anyOf(Sheet.VISIBILITY, to.stream().map(Enum::name).toList());
            case Filter.Tagged(var tags) ->
                    anyOf(Sheet.TAG, tags.stream().map(Words::fold).toList());
            case Filter.Spoken(var tags) -> anyOf(Sheet.LANGUAGE, tags);
            case Filter.Showing(var source) -> term(Sheet.SOURCE, source.hex());
            case Filter.KeptBy(String account, var source) ->
                    term(Sheet.KEPT, Sheet.kept(account, source));
            case Filter.Lasting(Duration least, Duration most) ->
                    LongPoint.newRangeQuery(Sheet.DURATION, least.toMillis(), most.toMillis());
            case Filter.Published(Instant from, Instant to) ->
                    LongPoint.newRangeQuery(
                            Sheet.PUBLISHED, from.toEpochMilli(), to.toEpochMilli());
            case Filter.InState(var words) ->
                    anyOf(Sheet.STATE, words.stream().map(Enum::name).toList());
        };
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query anyOf(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }
}
