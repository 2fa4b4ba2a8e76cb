package org.zoetrope.node;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.ingest.VideoRemoval;
import org.zoetrope.node.config.WatchConfig;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Cut;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.search.Selection.Filter;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;
import org.zoetrope.watch.Watch;
import org.zoetrope.watch.WatchedFolder;

/** Turns what was set about watch folders into what watches them. */
final class Watching {
    private Watching() {}

    static Watch of(
            List<WatchConfig> folders,
            Ground ground,
            Uploads uploads,
            People people,
            Catalogue catalogue,
            Limits limits,
            InstantSource clock) {
        var documents = ground.documents();
        var needs =
                new Watch.Needs(
                        documents,
                        uploads,
                        people.accounts(),
                        new VideoRemoval(documents, uploads, clock),
                        (account, bytes) -> twin(catalogue, account, bytes),
                        clock);
        return new Watch(
                folders.stream().map(Watching::folder).toList(), needs, limits.filesRead());
    }

    private static Optional<VideoId> twin(Catalogue catalogue, String account, Sha256 bytes)
            throws IOException {
        Selection own =
                new Selection(new Audience.Owner(account), "", List.of(new Filter.Showing(bytes)));
        return switch (catalogue.find(own, Order.NEWEST, Cut.first(1))) {
            case Found.Page page ->
                    page.entries().stream().findFirst().map(entry -> entry.video().id());
            case Found.Refused refused ->
                    throw new IllegalStateException("the catalogue refused " + refused);
        };
    }

    private static WatchedFolder folder(WatchConfig set) {
        return new WatchedFolder(
                set.directory(),
                set.owner(),
                set.channel(),
                visibility(set.privacy()),
                switch (set.after()) {
                    case KEEP -> WatchedFolder.After.KEEP;
                    case MOVE -> WatchedFolder.After.MOVE;
                    case DELETE -> WatchedFolder.After.DELETE;
                },
                set.quiet(),
                set.subfolders(),
                set.folderChannels(),
                set.unique(),
                set.names());
    }

    static Visibility visibility(WatchConfig.Privacy privacy) {
        return switch (privacy) {
            case PUBLIC -> Visibility.PUBLIC;
            case UNLISTED -> Visibility.UNLISTED;
            case PRIVATE -> Visibility.PRIVATE;
        };
    }
}
