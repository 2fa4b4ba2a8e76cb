package org.zoetrope.node;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.zoetrope.events.Changes;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Cut;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection;
import org.zoetrope.web.Views;

/** What follows the records, each on a thread of its own: lists, news, and counted views. */
record Shelves(Catalogue catalogue, Changes changes, Views views) implements AutoCloseable {
    static Shelves open(Ground ground, Limits.Line searches, InstantSource clock)
            throws IOException {
        var catalogue =
                Catalogue.open(
                        ground.data().resolve("index"),
                        ground.records(),
                        searches.atOnce(),
                        searches.waiting());
        return new Shelves(
                catalogue, Changes.of(ground.records()), Views.open(ground.documents(), clock));
    }

    /** How many videos there are, as far as the catalogue has read. */
    long videos() throws IOException {
        Selection all = new Selection(new Selection.Audience.Staff(), "", List.of());
        return switch (catalogue.find(all, Order.NEWEST, Cut.first(1))) {
            case Found.Page page -> page.total();
            case Found.Refused refused -> throw new IllegalStateException(refused.rule());
        };
    }

    /** Waits until lists show everything up to this revision; false when that takes longer. */
    boolean awaitLists(long revision, Duration patience) throws IOException, InterruptedException {
        return catalogue.await(revision, patience);
    }

    @Override
    public void close() {
        views.close();
        changes.close();
        catalogue.close();
    }
}
