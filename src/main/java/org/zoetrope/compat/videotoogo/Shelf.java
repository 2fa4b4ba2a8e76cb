package org.zoetrope.compat.videotoogo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.records.Documents;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Cut;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection;
import org.zoetrope.search.Selection.Filter;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.web.http.Request;

/** What there is, in the shape of videotoogo's catalogue. */
final class Shelf {
    /** The list has no pages in this contract; it needs an end all the same. */
    private static final int MAX_LISTED = 10_000;

    private static final Order OLDEST = new Order(Order.Key.PUBLISHED, false);
    private final Documents documents;
    private final Catalogue catalogue;

    Shelf(Documents documents, Catalogue catalogue) {
        this.documents = documents;
        this.catalogue = catalogue;
    }

    /** A video that the caller may see, and its bytes. */
    record Shown(Video video, Source source) {}

    /** One line of the catalogue. Slug and block hash were always empty. */
    record Line(String id, String name, String slug, String description, String blockhash) {}

    static Line entry(Shown shown) {
        Video video = shown.video();
        String hash = shown.source().sha256().hex();
        return new Line(hash, video.fileName(), "", video.description(), "");
    }

    /** All that is public and plays, the oldest first; an empty list is a list. */
    List<Line> list() throws IOException {
        List<Line> lines = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Cut cut = new Cut(0, Cut.MAX_COUNT, after);
            if (!(catalogue.find(Selection.listed(), OLDEST, cut) instanceof Found.Page page)) {
                throw new IllegalStateException("the catalogue refused " + cut);
            }
            for (Found.Entry entry : page.entries()) {
                entry.source()
                        .ifPresent(source -> lines.add(entry(new Shown(entry.video(), source))));
            }
            after = page.next();
        } while (after.isPresent() && lines.size() < MAX_LISTED);
        return lines;
    }

    /** By the hash of the content, or by an id of ours. */
    Optional<Shown> find(Request request) throws IOException {
        String id = request.parameter("id");
        return id.matches("[0-9a-f]{64}") ? byHash(new Sha256(id)) : byId(request, id);
    }

    /** A public one: who knows a hash may have read it anywhere. */
    private Optional<Shown> byHash(Sha256 hash) throws IOException {
        Selection wanted = Selection.listed().with(new Filter.Showing(hash));
        if (!(catalogue.find(wanted, OLDEST, Cut.first(1)) instanceof Found.Page page)) {
            throw new IllegalStateException("the catalogue refused " + hash);
        }
        // lists may be late: the records say whether it is still so
        return page.entries().isEmpty()
                ? Optional.empty()
                : video(page.entries().getFirst().video().id())
                        .filter(shown -> Delivery.mayWatch(shown.video(), Optional.empty()));
    }

    private Optional<Shown> byId(Request request, String id) throws IOException {
        Optional<VideoId> video = VideoId.parse(id);
        return video.isEmpty()
                ? Optional.empty()
                : video(video.get())
                        .filter(shown -> Delivery.mayWatch(shown.video(), request.caller().who()));
    }

    private Optional<Shown> video(VideoId id) throws IOException {
        Optional<Video> video =
                documents.get("/videos/" + id, Video.class).map(Documents.Versioned::value);
        if (video.isEmpty() || video.get().source().isEmpty()) {
            return Optional.empty();
        }
        return documents
                .get("/sources/" + video.get().source().get(), Source.class)
                .map(source -> new Shown(video.get(), source.value()));
    }
}
