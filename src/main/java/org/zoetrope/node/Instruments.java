package org.zoetrope.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.jobs.Leases;
import org.zoetrope.jobs.Queue;
import org.zoetrope.journey.Tally;
import org.zoetrope.search.Catalogue;
import org.zoetrope.watch.Watch;

/**
 * What operators watch beside requests: how much waits, how much is under way, how far lists are
 * behind, what it costs. States are looked up when somebody asks; what cannot be looked up then is
 * NaN.
 */
final class Instruments {
    private final MeterRegistry meters;

    private Instruments(MeterRegistry meters) {
        this.meters = meters;
    }

    static void watch(Doors.Behind behind) {
        Instruments here = new Instruments(behind.meters());
        here.watch(behind.built().version());
        here.watch(behind.ground());
        here.watch(behind.uploads());
        here.watch(behind.shelves());
        here.watch(behind.studio().leases());
        here.watch(behind.watch());
        behind.studio().tally().ifPresent(here::watch);
    }

    private void watch(String version) {
        Gauge.builder("zoetrope.program", () -> 1)
                .description("What runs here")
                .tag("version", version)
                .register(meters);
        new UptimeMetrics().bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        FunctionCounter.builder("process.cpu", this, _ -> ProcessorTime.now().own())
                .description("Processor time of this process")
                .baseUnit("seconds")
                .register(meters);
        FunctionCounter.builder("zoetrope.encoder.cpu", this, _ -> ProcessorTime.now().children())
                .description("Processor time of FFmpeg processes that have ended")
                .baseUnit("seconds")
                .register(meters);
    }

    /** A number that may need the records. */
    private interface Reading {
        Number take() throws IOException;
    }

    private void gauge(String name, String unit, String meaning, Reading reading) {
        gauge(name, unit, meaning, Tags.empty(), reading);
    }

    private void gauge(String name, String unit, String meaning, Tags tags, Reading reading) {
        Gauge.builder(name, () -> taken(reading))
                .description(meaning)
                .baseUnit(unit)
                .tags(tags)
                .register(meters);
    }

    private static Number taken(Reading reading) {
        try {
            return reading.take();
        } catch (IOException away) {
            throw new UncheckedIOException(away); // the registry takes that for NaN
        }
    }

    private void watch(Ground ground) {
        Queue queue = new Queue(ground.documents());
        gauge(
                "zoetrope.queue.length",
                "sources",
                "Sources that wait or are being worked on",
                () -> queue.waiting().size());
        gauge(
                "zoetrope.records",
                "revision",
                "How often the records were changed",
                ground.records()::revision);
        gauge(
                "zoetrope.disk.free",
                "bytes",
                "Room that is left for media",
                () -> ground.blobs().free().map(Double::valueOf).orElse(Double.NaN));
    }

    private void watch(Uploads uploads) {
        gauge(
                "zoetrope.uploads.open",
                "uploads",
                "Uploads that have not arrived",
                () -> uploads.usage().open());
        gauge(
                "zoetrope.uploads.writing",
                "requests",
                "Requests that bring bytes of uploads now",
                uploads::writing);
        gauge(
                "zoetrope.uploads.kept",
                "bytes",
                "Originals that people keep",
                () -> uploads.usage().bytes());
    }

    private void watch(Shelves shelves) {
        Catalogue catalogue = shelves.catalogue();
        gauge("zoetrope.videos", "", "Videos that lists know", shelves::videos);
        gauge(
                "zoetrope.catalogue.lag",
                "revisions",
                "Changes of the records that lists do not show yet",
                catalogue::behind);
        gauge(
                "zoetrope.catalogue.waiting",
                "searches",
                "Searches that wait for a thread",
                catalogue::waiting);
    }

    private void watch(Leases leases) {
        FunctionCounter.builder("zoetrope.leases.lost", leases, Leases::lost)
                .description("Tasks that were taken from this worker")
                .register(meters);
        FunctionCounter.builder("zoetrope.leases.taken.over", leases, Leases::takenOver)
                .description("Tasks that this worker took from one that had fallen silent")
                .register(meters);
    }

    /** The order of folders does not change. */
    private void watch(Watch watch) {
        for (int i = 0; i < watch.counts().size(); i++) {
            int folder = i;
            Tags tags = Tags.of("folder", watch.counts().get(i).folder());
            String name = "zoetrope.watch.";
            gauge(
                    name + "waiting",
                    "files",
                    "Files in a watch folder that are not done with",
                    tags,
                    () -> watch.counts().get(folder).waiting());
            gauge(
                    name + "troubled",
                    "",
                    "Whether somebody has to look after a watch folder",
                    tags,
                    () -> watch.counts().get(folder).troubled() ? 1 : 0);
            counter(
                    name + "taken",
                    "Files that were taken and play",
                    tags,
                    watch,
                    folder,
                    Watch.Count::played);
            counter(
                    name + "refused",
                    "Files that were set aside",
                    tags,
                    watch,
                    folder,
                    Watch.Count::refused);
        }
    }

    private void counter(
            String name,
            String meaning,
            Tags tags,
            Watch watch,
            int folder,
            ToLongFunction<Watch.Count> what) {
        FunctionCounter.builder(name, watch, all -> what.applyAsLong(all.counts().get(folder)))
                .description(meaning)
                .tags(tags)
                .register(meters);
    }

    /** Tasks here are tasks of plans and steps of the journey. */
    private void watch(Tally tally) {
        gauge("zoetrope.tasks", "", "Tasks by state", Tags.of("state", "ready"), tally::ready);
        gauge("zoetrope.tasks", "", "Tasks by state", Tags.of("state", "running"), tally::running);
        for (Tally.End end : Tally.End.values()) {
            FunctionCounter.builder("zoetrope.tasks.ended", tally, all -> all.ended(end))
                    .description("Tasks that ended, by how")
                    .tag("how", end.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }
}
