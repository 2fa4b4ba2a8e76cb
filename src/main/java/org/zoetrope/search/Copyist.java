package org.zoetrope.search;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Json;
import org.zoetrope.records.Records;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;

/**
 * Copies videos and sources from the records into the index. A video's place in lists depends on
 * its source, so a source that changes takes its videos along. Used by one thread.
 */
final class Copyist {
    private static final Logger log = LoggerFactory.getLogger(Copyist.class);
    private static final String VIDEOS = "/videos/";
    static final String SOURCES = "/sources/";

    private final Records records;
    private final Index index;

    Copyist(Records records, Index index) {
        this.records = records;
        this.index = index;
    }

    /**
     * Makes the index anew from all records; until it is done searchers see what was there before.
     * Gives the revision to watch from: what changed meanwhile comes again, which does no harm.
     */
    long copyAll() throws IOException {
        index.clear();
        long since = copyPages(SOURCES, Sheet::ofSource);
        try (DirectoryReader written = index.unshown()) {
            copyPages(
                    VIDEOS, (key, json) -> video(key, json, source -> Shelf.json(written, source)));
        }
        index.commit(since);
        index.show();
        return since;
    }

    /**
     * Writes changes into the index and shows them. All earlier ones must be shown already. False
     * when nothing of them concerns the index.
     */
    boolean copy(List<Records.Change> changes) throws IOException {
        Map<String, Optional<String>> videos = newest(VIDEOS, changes);
        Map<String, Optional<String>> sources = newest(SOURCES, changes);
        if (videos.isEmpty() && sources.isEmpty()) {
            return false;
        }
        index.search(shown -> {
            IndexReader before = shown.getIndexReader();
            copySources(sources, before, videos);
            copyVideos(videos, sources, before);
            return before;
        });
        index.show();
        return true;
    }

    private static Map<String, Optional<String>> newest(
            String prefix, List<Records.Change> changes) {
        Map<String, Optional<String>> newest = new LinkedHashMap<>();
        for (Records.Change change : changes) {
            if (change.key().startsWith(prefix)) {
                newest.put(change.key(), change.value());
            }
        }
        return newest;
    }

    /** Puts the videos that a source takes along into {@code videos}. */
    private void copySources(
            Map<String, Optional<String>> sources,
            IndexReader before,
            Map<String, Optional<String>> videos)
            throws IOException {
        for (Map.Entry<String, Optional<String>> source : sources.entrySet()) {
            String key = source.getKey();
            if (looksOtherwise(Shelf.json(before, key), source.getValue())) {
                for (String json : Shelf.videosOf(before, key.substring(SOURCES.length()))) {
                    String video = VIDEOS + Json.read(json, Video.class).id();
                    videos.putIfAbsent(video, Optional.of(json));
                }
            }
            write(key, source.getValue(), Sheet::ofSource);
        }
    }

    private void copyVideos(
            Map<String, Optional<String>> videos,
            Map<String, Optional<String>> sources,
            IndexReader before)
            throws IOException {
        for (Map.Entry<String, Optional<String>> video : videos.entrySet()) {
            Lookup lookup =
                    key -> {
                        Optional<String> fresh = sources.get(key);
                        return fresh == null ? Shelf.json(before, key) : fresh;
                    };
            write(video.getKey(), video.getValue(), (key, json) -> video(key, json, lookup));
        }
    }

    /** Work goes on in a source all the time; few of its changes are seen in lists. */
    private static boolean looksOtherwise(Optional<String> before, Optional<String> now) {
        return !Sheet.Shown.of(before.flatMap(Copyist::source))
                .equals(Sheet.Shown.of(now.flatMap(Copyist::source)));
    }

    private long copyPages(String prefix, Writing writing) throws IOException {
        Records.Page page = records.scan(prefix, "", Records.MAX_PAGE);
        long since = page.revision();
        while (true) {
            for (Records.Document document : page.documents()) {
                Optional<Document> sheet = sheet(document.key(), document.value(), writing);
                if (sheet.isPresent()) {
                    index.add(sheet.get());
                }
            }
            if (page.next().isEmpty()) {
                return since;
            }
            page = records.scan(prefix, page.next().get(), Records.MAX_PAGE);
        }
    }

    private void write(String key, Optional<String> json, Writing writing) throws IOException {
        Optional<Document> sheet =
                json.isPresent() ? sheet(key, json.get(), writing) : Optional.empty();
        if (sheet.isPresent()) {
            index.put(key, sheet.get());
        } else {
            index.remove(key);
        }
    }

    private static Document video(String key, String json, Lookup lookup) throws IOException {
        Video video = Json.read(json, Video.class);
        Optional<String> source =
                video.source().isPresent()
                        ? lookup.json(SOURCES + video.source().get())
                        : Optional.empty();
        return Sheet.ofVideo(key, json, video, source.flatMap(Copyist::source));
    }

    private static Optional<Source> source(String json) {
        try {
            return Optional.of(Json.read(json, Source.class));
        } catch (IllegalStateException damaged) {
            log.warn("source cannot be read: {}", damaged.getMessage());
            return Optional.empty();
        }
    }

    /** One damaged record must not keep all others out of the lists. */
    private static Optional<Document> sheet(String key, String json, Writing writing)
            throws IOException {
        try {
            return Optional.of(writing.sheet(key, json));
        } catch (IllegalStateException damaged) {
            log.warn("record cannot be listed key={}: {}", key, damaged.getMessage());
            return Optional.empty();
        }
    }

    private interface Writing {
        Document sheet(String key, String json) throws IOException;
    }

    private interface Lookup {
        Optional<String> json(String key) throws IOException;
    }
}
