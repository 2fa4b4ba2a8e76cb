package org.zoetrope.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.video.Token;

/** Records with our nouns instead of JSON text. Adds nothing else; as thread-safe as the store. */
public final class Documents {
    private final Records records;

    public Documents(Records records) {
        this.records = records;
    }

    /** A noun and the version that a commit may expect. */
    public record Versioned<T>(String key, T value, long version) {}

    public <T> Optional<Versioned<T>> get(String key, Class<T> type) throws IOException {
        return records.get(key).map(found -> typed(found, type));
    }

    /** Everything below {@code prefix}; only for prefixes that are small by design. */
    public <T> List<Versioned<T>> all(String prefix, Class<T> type) throws IOException {
        List<Versioned<T>> found = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Records.Page page = records.scan(prefix, after.get(), Records.MAX_PAGE);
            page.documents().forEach(document -> found.add(typed(document, type)));
            after = page.next();
        }
        return found;
    }

    /** Starts a commit under a fresh id. */
    public Change change() {
        return change(Token.random());
    }

    /** Starts a commit under the id of an intent that may be repeated. */
    public Change change(String id) {
        return new Change(id);
    }

    public Records records() {
        return records;
    }

    private static <T> Versioned<T> typed(Records.Document found, Class<T> type) {
        return new Versioned<>(found.key(), Json.read(found.value(), type), found.version());
    }

    /** Gathers what one commit writes and expects. Not thread-safe. */
    public final class Change {
        private final String id;
        private final Map<String, Optional<String>> writes = new LinkedHashMap<>();
        private final Map<String, Long> expected = new LinkedHashMap<>();

        private Change(String id) {
            this.id = id;
        }

        /** Writes a document that must not exist yet. */
        public Change create(String key, Object value) {
            return expect(key, 0).put(key, value);
        }

        /** Writes over the version that was read. */
        public Change replace(Versioned<?> read, Object value) {
            return expect(read.key(), read.version()).put(read.key(), value);
        }

        /** Takes away the version that was read. */
        public Change remove(Versioned<?> read) {
            return expect(read.key(), read.version()).remove(read.key());
        }

        public Change put(String key, Object value) {
            writes.put(key, Optional.of(Json.write(value)));
            return this;
        }

        public Change remove(String key) {
            writes.put(key, Optional.empty());
            return this;
        }

        public Change expect(String key, long version) {
            expected.put(key, version);
            return this;
        }

        /** True when it was written, false on a conflict: read again and decide anew. */
        public boolean commit() throws IOException {
            return outcome() instanceof Records.Outcome.Done;
        }

        public Records.Outcome outcome() throws IOException {
            return records.commit(new Records.Commit(id, writes, expected));
        }
    }
}
