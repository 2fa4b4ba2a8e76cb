package org.zoetrope.search;

import java.time.Instant;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.StateWord;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/**
 * One document of the index, for a video or for a source. Both keep the record's own text, so that
 * a list needs no look into the records; a video's has beside it what lists select and sort by.
 */
final class Sheet {
    /** Key of the record; every document has one. */
    static final String KEY = "key";

    /** Text of the record, stored. */
    static final String JSON = "json";

    static final String KIND = "kind";
    static final String LISTED = "listed";
    static final String OWNER = "owner";
    static final String CHANNEL = "channel";
    static final String VISIBILITY = "visibility";
    static final String TAG = "tag";
    static final String STATE = "state";
    static final String SOURCE = "source";
    static final String KEPT = "kept";
    static final String NUMBER = "number";
    static final String PUBLISHED = "published";
    static final String CREATED = "created";
    static final String NAME = "name";
    static final String DURATION = "duration";
    static final String VIEWS = "views";
    static final String SIZE = "size";
    static final String LANGUAGE = "language";

    private Sheet() {}

    /** What the index knows of a video from its source; most changes of a source leave it alone. */
    record Shown(Optional<Instant> published, long millis, StateWord word) {
        static Shown of(Optional<Source> source) {
            return new Shown(
                    source.map(Source::state)
                            .flatMap(SourceState::playable)
                            .map(SourceState.Published::published),
                    source.map(Source::state)
                            .flatMap(SourceState::knownFacts)
                            .map(facts -> facts.duration().toMillis())
                            .orElse(0L),
                    StateWord.of(source));
        }
    }

    static Document ofSource(String key, String json) {
        Document sheet = new Document();
        sheet.add(new StringField(KEY, key, Field.Store.NO));
        sheet.add(new StoredField(JSON, json));
        return sheet;
    }

    static Document ofVideo(String key, String json, Video video, Optional<Source> source) {
        Document sheet = ofSource(key, json);
        Shown shown = Shown.of(source);
        addTerms(sheet, video, shown);
        addNumber(sheet, PUBLISHED, publishedMillis(video, shown));
        addNumber(sheet, CREATED, video.created().toEpochMilli());
        addNumber(sheet, DURATION, shown.millis());
        addNumber(sheet, VIEWS, video.views());
        addNumber(sheet, SIZE, source.map(Source::bytes).orElse(0L));
        addNumber(sheet, NUMBER, video.number());
        sheet.add(new SortedDocValuesField(NAME, new BytesRef(Words.fold(video.title()))));
        sheet.add(new TextField("title", Words.unglued(video.title()), Field.Store.NO));
        sheet.add(new TextField("text", Words.unglued(video.description()), Field.Store.NO));
        video.tags().forEach(tag -> sheet.add(new TextField("tags", tag, Field.Store.NO)));
        return sheet;
    }

    private static void addTerms(Document sheet, Video video, Shown shown) {
        addTerm(sheet, KIND, "video");
        addTerm(sheet, OWNER, video.owner());
        addTerm(sheet, CHANNEL, video.channel());
        addTerm(sheet, VISIBILITY, video.visibility().name());
        addTerm(sheet, STATE, shown.word().name());
        video.language().ifPresent(tag -> addTerm(sheet, LANGUAGE, tag));
        video.source()
                .ifPresent(sha256 -> {
                    addTerm(sheet, SOURCE, sha256.hex());
                    addTerm(sheet, KEPT, kept(video.owner(), sha256));
                });
        video.tags().forEach(tag -> addTerm(sheet, TAG, Words.fold(tag)));
        if (video.visibility() == Visibility.PUBLIC && shown.published().isPresent()) {
            addTerm(sheet, LISTED, "everyone");
        }
    }

    /** Who keeps which bytes, in one word: asked about others, it leads nowhere near them. */
    static String kept(String owner, Sha256 source) {
        return owner + "/" + source.hex();
    }

    /** A second video of an old source is as new as the video, not as the source. */
    private static long publishedMillis(Video video, Shown shown) {
        long created = video.created().toEpochMilli();
        return Math.max(created, shown.published().map(Instant::toEpochMilli).orElse(created));
    }

    private static void addTerm(Document sheet, String field, String value) {
        sheet.add(new StringField(field, value, Field.Store.NO));
    }

    /** The column sorts; the points let a sort pass over what cannot come on the page. */
    private static void addNumber(Document sheet, String field, long value) {
        sheet.add(new NumericDocValuesField(field, value));
        sheet.add(new LongPoint(field, value));
    }
}
