package org.zoetrope.node;

import java.time.InstantSource;
import java.util.List;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.ingest.VideoRemoval;
import org.zoetrope.node.config.WatchConfig;
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
            Limits limits,
            InstantSource clock) {
        var documents = ground.documents();
        var needs =
                new Watch.Needs(
                        documents,
                        uploads,
                        people.accounts(),
                        new VideoRemoval(documents, uploads, clock),
                        clock);
        return new Watch(
                folders.stream().map(Watching::folder).toList(), needs, limits.filesRead());
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
