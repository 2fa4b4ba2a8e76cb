package org.zoetrope.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.clock.HandClock;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.House;
import org.zoetrope.ingest.FailingRecords;
import org.zoetrope.ingest.UploadLimits;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.ingest.VideoRemoval;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;
import org.zoetrope.watch.WatchedFolder.After;

/** A watched folder of ann's on a real disk, over stores in memory, with a clock moved by hand. */
final class WatchHouse implements AutoCloseable {
    static final Duration QUIET = Duration.ofSeconds(10);
    final House house = new House();
    final HandClock clock = house.clock;
    final FailingRecords records = new FailingRecords(house.records);
    final Documents documents = new Documents(records);
    final MemoryBlobs blobs = new MemoryBlobs();
    final Path directory;
    BooleanSupplier atEachRead = () -> false;
    final Semaphore hands = new Semaphore(1);
    WatchedFolder what;
    Uploads uploads;
    VideoRemoval removal;
    Folder folder;

    WatchHouse(Path directory) throws IOException {
        this(directory, After.KEEP);
    }

    WatchHouse(Path directory, After after) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.what =
                new WatchedFolder(
                        directory,
                        "ann",
                        Optional.empty(),
                        Visibility.UNLISTED,
                        after,
                        QUIET,
                        true,
                        false,
                        false,
                        List.of());
        house.person("ann");
        restart();
    }

    /** The program is killed and started again. */
    void restart() throws IOException {
        blobs.crash();
        uploads = new Uploads(documents, blobs, UploadLimits.of(10_000_000, -1), clock);
        removal = new VideoRemoval(documents, uploads, clock);
        Accounts accounts = new Accounts(documents, house.passwords, clock);
        folder =
                new Folder(
                        what,
                        new Watch.Needs(documents, uploads, accounts, removal, this::twin, clock),
                        new Porter.Hands(hands, () -> atEachRead.getAsBoolean()));
    }

    private Optional<VideoId> twin(String account, Sha256 bytes) throws IOException {
        return videos().stream()
                .filter(video -> video.owner().equals(account))
                .filter(video -> video.source().equals(Optional.of(bytes)))
                .map(Video::id)
                .findFirst();
    }

    /** Each first folder is a channel, or one video is enough for the same bytes. */
    void restart(boolean folderChannels, boolean unique) throws IOException {
        what =
                new WatchedFolder(
                        directory,
                        what.owner(),
                        what.channel(),
                        what.visibility(),
                        what.after(),
                        what.quiet(),
                        true,
                        folderChannels,
                        unique,
                        what.names());
        restart();
    }

    Path write(String name, String bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, bytes);
    }

    /** What is there rests for the quiet time. */
    void settle() {
        folder.round();
        clock.move(QUIET);
        folder.round();
    }

    /** The journey is done with everything: it can be played. */
    void publishAll() throws IOException {
        all(Samples.published(1, clock.instant()));
    }

    void refuseAll() throws IOException {
        all(new SourceState.Rejected(new Reason("not_media", "This is not a video.")));
    }

    private void all(SourceState state) throws IOException {
        for (Versioned<Source> source : documents.all("/sources/", Source.class)) {
            documents.change().replace(source, source.value().toState(state)).commit();
        }
    }

    List<Video> videos() throws IOException {
        return documents.all("/videos/", Video.class).stream()
                .map(Versioned::value)
                .sorted(java.util.Comparator.comparingLong(Video::number))
                .toList();
    }

    List<String> titles() throws IOException {
        return videos().stream().map(Video::title).sorted().toList();
    }

    int sources() throws IOException {
        return documents.all("/sources/", Source.class).size();
    }

    /** What arrived whole, as text. */
    String bytesOf(Video video) throws IOException {
        Source source =
                documents
                        .get("/sources/" + video.source().orElseThrow(), Source.class)
                        .orElseThrow()
                        .value();
        try (var in = blobs.open(source.original().orElseThrow(), 0, source.bytes())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String trouble() {
        return folder.stand().trouble().map(Trouble::cause).orElse("");
    }

    /** All files in the folder, by their way from it. */
    List<String> files() throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        uploads.close();
        house.close();
    }
}
