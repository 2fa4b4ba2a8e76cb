package org.zoetrope.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.media.mp4.PlainMovie;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Media.Rendition;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState.Published;

/**
 * Every quality as one plain file of picture and sound, for whoever knows no playlists: forums,
 * messengers, televisions, people who keep a copy. Composed while it is sent ({@link PlainMovie});
 * nothing is stored twice. Thread-safe.
 */
final class WholeFiles {
    /** Everybody's connection and television can show this much. */
    private static final int BEST = 1080;

    private static final Pattern PLAIN =
            Pattern.compile("video/mp4; codecs=\"avc1\\.\\w+(, ?mp4a\\.40\\.2)?\"");

    /** Reading all heads of a film at once is work for the disk: two at a time. */
    private final Semaphore reading = new Semaphore(2);

    private final Blobs blobs;
    private final Cache<String, Laid> laid =
            Caffeine.newBuilder()
                    .maximumWeight(Runtime.getRuntime().maxMemory() / 32)
                    .weigher((String _, Laid one) -> one.movie().headBytes())
                    .build();

    WholeFiles(Blobs blobs) {
        this.blobs = blobs;
    }

    /** The file that has the only address of the video. Empty: not yet. */
    Optional<Content> best(Source source, Published published) throws IOException {
        List<Rendition> pictures = pictures(published.media());
        Optional<Rendition> best =
                pictures.stream()
                        .filter(made -> Math.min(made.width(), made.height()) <= BEST)
                        .findFirst()
                        .or(() -> pictures.reversed().stream().findFirst());
        Optional<Content> composed =
                best.isEmpty() && hasPicture(source)
                        ? Optional.empty()
                        : composed(source, published, best);
        return composed.isPresent() ? composed : original(source, published);
    }

    /** One of the qualities. Empty: there is none of this name, or not yet. */
    Optional<Content> rendition(Source source, Published published, String name)
            throws IOException {
        Optional<Rendition> wanted =
                pictures(published.media()).stream()
                        .filter(made -> made.name().equals(name))
                        .findFirst();
        return wanted.isEmpty() ? Optional.empty() : composed(source, published, wanted);
    }

    private static List<Rendition> pictures(Media media) {
        return media.renditions().stream().filter(Predicate.not(Rendition::isSound)).toList();
    }

    private static boolean hasPicture(Source source) {
        return source.state().knownFacts().flatMap(Facts::picture).isPresent();
    }

    /** Film without its sound is not what was asked for: it is waited for. */
    private Optional<Content> composed(
            Source source, Published published, Optional<Rendition> picture) throws IOException {
        Optional<Rendition> sound =
                published.media().renditions().stream().filter(Rendition::isSound).findFirst();
        boolean silent =
                published.work().isDone()
                        || source.state()
                                .knownFacts()
                                .filter(facts -> facts.sounds().isEmpty())
                                .isPresent();
        if (sound.isEmpty() && !silent) {
            return Optional.empty();
        }
        List<Rendition> rungs = Stream.concat(picture.stream(), sound.stream()).toList();
        return rungs.isEmpty() ? Optional.empty() : Optional.of(laid(rungs));
    }

    private Optional<Content> original(Source source, Published published) {
        return source.original()
                .filter(_ ->
                        published
                                .media()
                                .progressive()
                                .filter(type -> PLAIN.matcher(type).matches())
                                .isPresent())
                .map(key -> new Content.Stored(blobs, key, source.bytes()));
    }

    private Laid laid(List<Rendition> rungs) throws IOException {
        String tag = String.join("-", rungs.stream().map(rung -> rung.key().attempt()).toList());
        Laid known = laid.getIfPresent(tag);
        if (known != null) {
            return known;
        }
        reading.acquireUninterruptibly();
        try {
            PlainMovie movie =
                    PlainMovie.over(rungs.stream().<PlainMovie.Rung>map(Stored::new).toList());
            List<Content> contents =
                    rungs.stream()
                            .<Content>map(r -> new Content.Stored(blobs, r.key(), r.bytes()))
                            .toList();
            Laid made = new Laid(tag, movie, contents);
            laid.put(tag, made);
            return made;
        } finally {
            reading.release();
        }
    }

    private final class Stored implements PlainMovie.Rung {
        private final Rendition rung;

        Stored(Rendition rung) {
            this.rung = rung;
        }

        @Override
        public int initBytes() {
            return rung.initBytes();
        }

        @Override
        public int indexBytes() {
            return rung.indexBytes();
        }

        @Override
        public InputStream open(long offset, long length) throws IOException {
            return blobs.open(rung.key(), offset, length);
        }
    }
}
