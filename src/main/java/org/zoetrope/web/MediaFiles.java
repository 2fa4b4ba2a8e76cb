package org.zoetrope.web;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.video.Attachments.Picture;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Disposition;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Request;

/** The media of a video that are stored as they are sent: rungs, originals, pictures, subtitles. */
final class MediaFiles {
    private final Blobs blobs;

    MediaFiles(Blobs blobs) {
        this.blobs = blobs;
    }

    Answer rendition(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        String name = request.parameter("rendition");
        for (Media.Rendition rendition : published.media().renditions()) {
            if (rendition.name().equals(name)) {
                String type = rendition.isSound() ? "audio/mp4" : "video/mp4";
                String kept = stem(shown.video().fileName()) + "-" + name + ".mp4";
                return object(request, shown, rendition.key(), rendition.bytes(), type, kept);
            }
        }
        return MediaDoor.nothing();
    }

    /** The whole film in one file; the same address may show a better one later. */
    Answer whole(Request request, Delivery.Shown shown, Content content, String quality)
            throws IOException {
        boolean heard = shown.source().state().knownFacts().flatMap(Facts::picture).isEmpty();
        return Objects.answer(
                request,
                new Objects.Handed(
                        content,
                        heard ? "audio/mp4" : "video/mp4",
                        Optional.of(shown.source().received()),
                        MediaDoor.scope(shown) + ", no-cache",
                        download(request, stem(shown.video().fileName()) + quality + ".mp4")));
    }

    private static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    /** {@code kept}: under which name it is stored by whoever downloads it. */
    private Answer object(
            Request request,
            Delivery.Shown shown,
            BlobKey key,
            long bytes,
            String type,
            String kept)
            throws IOException {
        return Objects.answer(
                request,
                new Objects.Handed(
                        new Content.Stored(blobs, key, bytes),
                        type,
                        Optional.of(shown.source().received()),
                        caching(request, shown, key),
                        download(request, kept)));
    }

    /** For ever where the address names the attempt; else it is asked again every time. */
    private static String caching(Request request, Delivery.Shown shown, BlobKey key) {
        boolean named = request.query().first("v").filter(key.attempt()::equals).isPresent();
        if (!named) {
            return MediaDoor.scope(shown) + ", no-cache";
        }
        return shown.video().visibility() == Visibility.PRIVATE
                ? "private, max-age=31536000, immutable"
                : "public, max-age=31536000, s-maxage=300, immutable";
    }

    private static Headers download(Request request, String kept) {
        return request.query().first("download").isPresent()
                ? Headers.of("Content-Disposition", Disposition.attachment(kept))
                : Headers.none();
    }

    /**
     * To play, where browsers can; to keep, where the owner allows it. One that was let go is
     * handed out to whoever has begun, for as long as its bytes are there.
     */
    Answer original(Request request, Delivery.Shown shown, Published published) throws IOException {
        Optional<Source.Former> former = shown.source().former();
        Optional<BlobKey> key = shown.source().original().or(() -> former.map(Source.Former::key));
        boolean keeping = request.query().first("download").isPresent();
        Optional<String> type =
                keeping
                        ? Optional.of("application/octet-stream")
                                .filter(_ -> shown.video().downloadable())
                        : published
                                .media()
                                .progressive()
                                .or(() -> former.flatMap(Source.Former::progressive));
        if (type.isEmpty() || key.isEmpty()) {
            return MediaDoor.nothing();
        }
        return shown.source().original().equals(key)
                ? object(
                        request,
                        shown,
                        key.get(),
                        shown.source().bytes(),
                        type.get(),
                        shown.video().fileName())
                : stored(request, shown, key, type.get());
    }

    /** Its owner's picture, also of a film that cannot be played yet; else the film's. */
    Answer poster(Request request, Delivery.Shown shown) throws IOException {
        Optional<BlobKey> own = shown.video().attachments().picture().map(Picture::key);
        Optional<BlobKey> found = shown.published().flatMap(now -> now.media().poster());
        return stored(request, shown, own.or(() -> found), "image/jpeg");
    }

    Answer storyboard(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        Optional<BlobKey> key = published.media().storyboard().map(Media.Storyboard::key);
        return stored(request, shown, key, "image/jpeg");
    }

    /** An address that names an attempt means that one: another text has another address. */
    Answer caption(Request request, Delivery.Shown shown, Published published) throws IOException {
        String language = request.parameter("language");
        Optional<String> named = request.query().first("v");
        Optional<BlobKey> key =
                shown.captions().stream()
                        .filter(caption -> caption.language().equals(language))
                        .findFirst()
                        .map(Media.Caption::key)
                        .filter(now -> named.isEmpty() || named.get().equals(now.attempt()));
        return stored(request, shown, key, MediaDoor.VTT);
    }

    private Answer stored(Request request, Delivery.Shown shown, Optional<BlobKey> key, String type)
            throws IOException {
        Optional<Blobs.Stat> stat = key.isEmpty() ? Optional.empty() : blobs.stat(key.get());
        return stat.isEmpty()
                ? MediaDoor.nothing()
                : object(
                        request,
                        shown,
                        stat.get().key(),
                        stat.get().bytes(),
                        type,
                        shown.video().fileName());
    }
}
