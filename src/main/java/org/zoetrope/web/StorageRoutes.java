package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.care.Holdings;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Usage;
import org.zoetrope.records.Documents;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Cut;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.video.Account;
import org.zoetrope.video.Source;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * How much space there is and what takes it, for administrators. The sums are walked together anew
 * for each answer.
 */
public final class StorageRoutes {
    private static final int LARGEST = 20;

    private final Needs needs;

    public StorageRoutes(Needs needs) {
        this.needs = needs;
    }

    /**
     * What the answer is made from.
     *
     * @param grace how long objects outlive their last name
     */
    public record Needs(
            Documents documents,
            Blobs blobs,
            Catalogue catalogue,
            Accounts accounts,
            Usage usage,
            Duration grace) {}

    public List<Route> routes() {
        return List.of(Route.get("/api/v1/storage", Access.ADMINISTRATOR, this::storage));
    }

    private Answer storage(Request request) throws IOException {
        Holdings held = Holdings.count(needs.documents);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("freeBytes", needs.blobs.free().orElse(null));
        node.put("originalBytes", held.originals()).put("qualityBytes", held.qualities());
        node.put("files", held.sources());
        node.putObject("leaving")
                .put("objects", held.leaving())
                .put("graceSeconds", needs.grace.toSeconds());
        addAccounts(node.putArray("accounts"));
        addVideos(node.putArray("videos"));
        return Answer.json(node).with("Cache-Control", "no-store");
    }

    private record Keeper(Account account, Usage.Used used) {}

    private void addAccounts(ArrayNode accounts) throws IOException {
        List<Keeper> keepers = new ArrayList<>();
        for (Account account : needs.accounts.all()) {
            keepers.add(new Keeper(account, needs.usage.of(account)));
        }
        keepers.sort(Comparator.comparingLong((Keeper one) -> one.used().bytes()).reversed());
        for (Keeper keeper : keepers.subList(0, Math.min(LARGEST, keepers.size()))) {
            accounts.addObject()
                    .put("username", keeper.account().name())
                    .put("displayName", keeper.account().displayName())
                    .put("videoQuotaUsed", keeper.used().bytes())
                    .put("videoQuota", keeper.used().quotaBytes());
        }
    }

    /** By the size of the file that was brought: it is known as soon as the file is there. */
    private void addVideos(ArrayNode videos) throws IOException {
        Selection all = new Selection(new Audience.Staff(), "", List.of());
        Order largest = new Order(Order.Key.SIZE, true);
        Found found = needs.catalogue.find(all, largest, Cut.first(LARGEST));
        if (!(found instanceof Found.Page page)) {
            throw new IllegalStateException("the list of the largest is refused: " + found);
        }
        for (Found.Entry entry : page.entries()) {
            videos.addObject()
                    .put("uuid", entry.video().id().toString())
                    .put("shortUUID", entry.video().id().toShort())
                    .put("name", entry.video().title())
                    .put("username", entry.video().owner())
                    .put("originalBytes", bytes(entry, Holdings::original))
                    .put("qualityBytes", bytes(entry, Holdings::qualities));
        }
    }

    private static long bytes(Found.Entry entry, ToLongFunction<Source> of) {
        return entry.source().stream().mapToLong(of).sum();
    }
}
