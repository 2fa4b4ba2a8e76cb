package org.zoetrope.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/** Looks up single documents by an exact term, without the cost of a search. */
final class Shelf {
    private static final Set<String> TEXT = Set.of(Sheet.JSON);

    private Shelf() {}

    /** The text of the record with this key. */
    static Optional<String> json(IndexReader reader, String key) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            Walk walk = new Walk(leaf.reader(), new Term(Sheet.KEY, key));
            if (walk.next()) {
                return Optional.of(walk.json());
            }
        }
        return Optional.empty();
    }

    /** The texts of the videos that show this source. */
    static List<String> videosOf(IndexReader reader, String sha256) throws IOException {
        List<String> found = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Walk walk = new Walk(leaf.reader(), new Term(Sheet.SOURCE, sha256));
            while (walk.next()) {
                found.add(walk.json());
            }
        }
        return found;
    }

    /** The living documents of one segment that have a term. */
    private static final class Walk {
        private final LeafReader reader;
        private final @Nullable PostingsEnum postings;

        Walk(LeafReader reader, Term term) throws IOException {
            this.reader = reader;
            this.postings = reader.postings(term, PostingsEnum.NONE);
        }

        boolean next() throws IOException {
            var living = reader.getLiveDocs();
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (living == null || living.get(postings.docID())) {
                    return true;
                }
            }
            return false;
        }

        String json() throws IOException {
            if (postings == null) {
                throw new IllegalStateException("read before next");
            }
            Document document = reader.storedFields().document(postings.docID(), TEXT);
            return document.get(Sheet.JSON);
        }
    }
}
