package org.zoetrope.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lucene index on disk. Changes become visible with {@link #show} and durable with {@link
 * #commit}, which also writes down the revision of the records that the index has then seen.
 * Written by one thread; searched by any.
 */
final class Index implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(Index.class);

    /**
     * Raise it with every change of {@link Sheet} or {@link Words}: older indexes are thrown away.
     */
    private static final String SCHEMA = "3";

    private static final int RAM_MEGABYTES = 16;

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private Index(FSDirectory directory) throws IOException {
        this.directory = directory;
        this.writer = new IndexWriter(directory, config());
        this.searchers = new SearcherManager(writer, new SearcherFactory());
    }

    /** Opens what is there, or begins anew where that is damaged or not ours to read. */
    static Index open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            Index index = new Index(FSDirectory.open(folder));
            if (index.isEmpty() || SCHEMA.equals(index.note("schema"))) {
                return index;
            }
            index.close();
        } catch (CorruptIndexException
                | IndexFormatTooNewException
                | IndexFormatTooOldException
                | IndexNotFoundException
                | IllegalArgumentException unreadable) {
            // An index sorted otherwise is refused with IllegalArgumentException.
            log.warn("search index cannot be read and is made anew: {}", unreadable.toString());
        }
        return openAnew(folder);
    }

    /** Throws away what is there. */
    static Index openAnew(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return new Index(FSDirectory.open(folder));
    }

    private static IndexWriterConfig config() {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        return new IndexWriterConfig(Words.ANALYZER)
                .setIndexSort(Bookmark.sort(Order.NEWEST))
                .setMergeScheduler(merges)
                .setRAMBufferSizeMB(RAM_MEGABYTES)
                .setCommitOnClose(false);
    }

    /** The revision of the last {@link #commit}; empty for an index that is not yet made. */
    OptionalLong revision() {
        String text = note("revision");
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    void put(String key, Document sheet) throws IOException {
        writer.updateDocument(new Term(Sheet.KEY, key), sheet);
    }

    /** As {@link #put} where it is known that there is none yet. */
    void add(Document sheet) throws IOException {
        writer.addDocument(sheet);
    }

    void remove(String key) throws IOException {
        writer.deleteDocuments(new Term(Sheet.KEY, key));
    }

    /** Searchers go on to see what was there, until {@link #show}. */
    void clear() throws IOException {
        writer.deleteAll();
    }

    void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    void commit(long revision) throws IOException {
        Map<String, String> notes = Map.of("schema", SCHEMA, "revision", Long.toString(revision));
        writer.setLiveCommitData(notes.entrySet());
        writer.commit();
    }

    /** What was written up to now, shown or not. Close it. */
    DirectoryReader unshown() throws IOException {
        return DirectoryReader.open(writer);
    }

    /** Runs a search on what is shown. */
    <T> T search(Search<T> search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return search.run(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Something to do with a searcher, which must not be kept. */
    interface Search<T> {
        T run(IndexSearcher searcher) throws IOException;
    }

    /** Nothing more can be written; what is shown may still be searched. */
    boolean isBroken() {
        return !writer.isOpen() || writer.getTragicException() != null;
    }

    long documents() {
        return writer.getDocStats().numDocs;
    }

    /** What is not committed is lost, and comes again from the records. */
    @Override
    public void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }

    private boolean isEmpty() {
        return documents() == 0;
    }

    private String note(String name) {
        var notes = writer.getLiveCommitData();
        return notes == null
                ? ""
                : StreamSupport.stream(notes.spliterator(), false)
                        .filter(note -> note.getKey().equals(name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
    }
}
