package org.zoetrope.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Account;
import org.zoetrope.video.Media;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;

/**
 * Decides who may fetch the media of a video, and under which address. Public and unlisted media
 * lie under {@code /media/<video>}, private ones under {@code /media/t/<token>/<video>}.
 *
 * <p>What was read of the records is believed for two seconds, so a video that is deleted or turned
 * private is gone from its public addresses after that, and every change of who may watch ends all
 * addresses that were signed before it, just as fast. Otherwise they end with the video, or with
 * the token: within {@link #LINK_LIFE}. Thread-safe.
 */
public final class Delivery {
    /** How long a signed address lives; whoever watches longer asks for a new one. */
    public static final Duration LINK_LIFE = MediaTokens.MAX_LIFE;

    private static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final int REMEMBERED = 10_000;

    private final Documents documents;
    private final MediaTokens tokens;
    private final Cache<String, Optional<Shown>> shown;

    /**
     * Reads from these records.
     *
     * @param nanos a clock that is never set, such as {@link System#nanoTime}: what is believed
     *     must not be believed for longer because somebody corrected the time
     */
    public Delivery(Documents documents, MediaTokens tokens, LongSupplier nanos) {
        this.documents = documents;
        this.tokens = tokens;
        this.shown =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(BELIEVED)
                        .ticker(nanos::getAsLong)
                        .build();
    }

    /** A video and the source that it shows. */
    public record Shown(Video video, Source source) {
        /** What can be played of it; empty as long as nothing can. */
        public Optional<SourceState.Published> published() {
            return source.state() instanceof SourceState.Published published
                    ? Optional.of(published)
                    : Optional.empty();
        }

        /** Subtitles, whoever made them; none as long as nothing can be played. */
        public List<Media.Caption> captions() {
            return published()
                    .map(now -> video.attachments().captionsOver(now.media().captions()))
                    .orElse(List.of());
        }
    }

    /** Whether somebody may watch; the same question everywhere. */
    public static boolean mayWatch(Video video, Optional<Account> caller) {
        return switch (video.visibility()) {
            case PUBLIC, UNLISTED -> true;
            case PRIVATE ->
                    caller.filter(who -> !who.blocked())
                            .filter(who -> who.name().equals(video.owner()) || isStaff(who))
                            .isPresent();
        };
    }

    private static boolean isStaff(Account account) {
        return account.role() != Account.Role.USER;
    }

    /**
     * Where the media of a video begin, for somebody who may watch it: {@code /media/<video>} or
     * {@code /media/t/<token>/<video>}, without a slash at the end.
     */
    public String base(Video video) {
        return video.visibility() == Visibility.PRIVATE
                ? "/media/t/"
                        + tokens.sign(video.id(), video.visibilityEpoch(), LINK_LIFE)
                        + "/"
                        + video.id()
                : "/media/" + video.id();
    }

    /** What a plain address shows; empty also for private videos: nobody learns that they exist. */
    public Optional<Shown> openly(String video) throws IOException {
        return find(video).filter(found -> found.video().visibility() != Visibility.PRIVATE);
    }

    /** Whether a plain address will show a video whose bytes are still on their way. */
    public boolean isAwaited(String video) throws IOException {
        Optional<VideoId> id = VideoId.parse(video);
        return id.isPresent()
                && documents
                        .get("/videos/" + id.get(), Video.class)
                        .map(Versioned::value)
                        .filter(one -> one.visibility() != Visibility.PRIVATE)
                        .filter(one -> one.source().isEmpty())
                        .isPresent();
    }

    /** What a signed address shows. */
    public Optional<Shown> signed(String token, String video) throws IOException {
        return find(video)
                .filter(found -> tokens.isGood(token, video, found.video().visibilityEpoch()));
    }

    /** As {@link #openly} if it is remembered; never reads. */
    public Optional<Shown> openlyRemembered(String video) {
        return remembered(video).filter(found -> found.video().visibility() != Visibility.PRIVATE);
    }

    /** As {@link #signed} if it is remembered; never reads. */
    public Optional<Shown> signedRemembered(String token, String video) {
        return remembered(video)
                .filter(found -> tokens.isGood(token, video, found.video().visibilityEpoch()));
    }

    private Optional<Shown> remembered(String video) {
        Optional<Shown> known = shown.getIfPresent(video);
        return known == null ? Optional.empty() : known;
    }

    /** Believes nothing of this video any more: the next question reads the records. */
    public void forget(String video) {
        shown.invalidate(video);
    }

    private Optional<Shown> find(String id) throws IOException {
        Optional<Shown> known = shown.getIfPresent(id);
        if (known != null) {
            return known;
        }
        Optional<VideoId> video = VideoId.parse(id).filter(parsed -> parsed.toString().equals(id));
        if (video.isEmpty()) {
            return Optional.empty();
        }
        Optional<Shown> read = read(video.get());
        shown.put(id, read);
        return read;
    }

    private Optional<Shown> read(VideoId id) throws IOException {
        Optional<Versioned<Video>> video = documents.get("/videos/" + id, Video.class);
        if (video.isEmpty() || video.get().value().source().isEmpty()) {
            return Optional.empty();
        }
        String source = "/sources/" + video.get().value().source().get();
        return documents
                .get(source, Source.class)
                .map(found -> new Shown(video.get().value(), found.value()));
    }
}
