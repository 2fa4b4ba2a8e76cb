package org.zoetrope.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.events.Changes;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.jobs.Progress;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Json;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.search.Catalogue;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.http.TestEngine;
import org.zoetrope.web.people.Site;

/** The video API on a real port over records in memory. */
final class ApiHouse implements AutoCloseable {
    static final Instant LATER = Samples.NOON.plusSeconds(86_400);

    final MemoryRecords records = new MemoryRecords();
    final Documents documents = new Documents(records);
    final MemoryBlobs blobs = new MemoryBlobs();
    final AtomicReference<Optional<Progress.SourceProgress>> progress =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Instant> now = new AtomicReference<>(LATER);
    final InstantSource clock = now::get;
    final Views views = Views.open(documents, clock);
    private final Changes changes = Changes.of(records);
    private final Catalogue catalogue;
    private final TestEngine engine;

    ApiHouse(Path folder) throws IOException {
        catalogue = Catalogue.open(folder, records, 2, 200);
        VideoApi api =
                new VideoApi(
                        new VideoApi.Needs(
                                documents,
                                catalogue,
                                changes,
                                _ -> progress.get(),
                                _ -> Optional.empty(),
                                views,
                                (video, file) -> "/media/" + video.id() + "/" + file,
                                this::remove,
                                new Attaching(documents, blobs, clock),
                                NoPictures.here(),
                                new Site("Zoetrope", -1, Visibility.PUBLIC, Optional.empty()),
                                clock));
        engine = TestEngine.start(api.routes().toArray(Route[]::new));
        put("/accounts/ann", account());
        put(
                "/channels/ann_channel",
                new Channel("ann_channel", 8, "ann", "Ann's films", "About gulls", Samples.NOON));
    }

    /** What the answer to a GET says. */
    JsonNode get(String path, String... headers) throws IOException, InterruptedException {
        awaitLists();
        HttpResponse<String> answer = engine.get(path, headers);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return Json.read(answer.body(), JsonNode.class);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        awaitLists();
        return engine.send(method, path, body, headers);
    }

    int port() {
        return engine.port();
    }

    void publish(Video... videos) throws IOException {
        for (Video video : videos) {
            put(Samples.source(video.number(), Samples.published(10, Samples.NOON)));
            put(video);
        }
    }

    void put(Video video) throws IOException {
        put("/videos/" + video.id(), video);
        put("/numbers/videos/" + video.number(), video.id());
    }

    void put(Source source) throws IOException {
        put("/sources/" + source.sha256(), source);
    }

    Video video(long number) throws IOException {
        return documents.get(Videos.key(Samples.id(number)), Video.class).orElseThrow().value();
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public void close() {
        engine.close();
        catalogue.close();
        changes.close();
        views.close();
        records.close();
    }

    private void remove(Video video) throws IOException {
        documents
                .change()
                .remove("/videos/" + video.id())
                .remove("/numbers/videos/" + video.number())
                .commit();
    }

    private void awaitLists() throws IOException, InterruptedException {
        if (!catalogue.await(records.revision(), Duration.ofSeconds(10))) {
            throw new AssertionError("lists do not follow");
        }
    }

    private void put(String key, Object noun) throws IOException {
        if (!documents.change().put(key, noun).commit()) {
            throw new AssertionError(key + " was not written");
        }
    }

    private static Account account() {
        return new Account(
                "ann",
                7,
                "Ann Example",
                "ann@example.org",
                Account.Role.USER,
                "",
                OptionalLong.empty(),
                false,
                Samples.NOON);
    }
}
