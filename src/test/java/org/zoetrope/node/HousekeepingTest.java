package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.care.Sweep;
import org.zoetrope.care.Sweeper;
import org.zoetrope.identity.House;
import org.zoetrope.identity.Sessions;
import org.zoetrope.ingest.UploadLimits;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.video.Account;
import org.zoetrope.video.BlobKey;

final class HousekeepingTest {
    @TempDir private Path data;
    private final House house = new House();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Uploads uploads =
            new Uploads(house.documents, blobs, UploadLimits.of(1_000, -1), house.clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Account root;

    HousekeepingTest() throws IOException {
        root = house.person("root", Account.Role.ADMINISTRATOR);
    }

    @BeforeEach
    void begin() throws IOException {
        token().renew();
    }

    @AfterEach
    void leave() throws IOException {
        uploads.close();
        house.close();
    }

    @Test
    void theTokenOfTheCommandLineIsRenewedEveryWeekWhileTheProgramRuns() throws IOException {
        Housekeeping housekeeping = housekeeping();
        String first = written();

        house.clock.move(Duration.ofDays(7).minusSeconds(1));
        housekeeping.round();
        assertEquals(first, written());
        house.clock.move(Duration.ofSeconds(1));
        housekeeping.round();

        assertNotEquals(first, written());
        assertEquals("root", house.sessions.verify(written()).orElseThrow().name());
        assertTrue(house.sessions.verify(first).isEmpty());
    }

    @Test
    void oldSessionsAreSweptOnceAnHour() throws IOException {
        Housekeeping housekeeping = housekeeping();
        house.sessions.openPage(root);
        house.clock.move(Sessions.PAGE_LIFE.minusMinutes(30));
        housekeeping.round();

        house.clock.move(Duration.ofMinutes(31));
        housekeeping.round();
        long soon = stored();
        house.clock.move(Duration.ofMinutes(30));
        housekeeping.round();

        assertEquals(soon - 1, stored(), "the session that nobody uses any more");
        assertEquals(1, meters.get("zoetrope.swept.sessions").counter().count());
    }

    @Test
    void aRoundDeletesNoMoreThanItShould() throws IOException {
        BlobKey first = unnamed("first");
        BlobKey second = unnamed("second");
        house.clock.move(Sweeper.GRACE.plusMinutes(1));
        Housekeeping housekeeping = housekeeping();

        housekeeping.round();
        boolean oneIsLeft = blobs.stat(first).isPresent() != blobs.stat(second).isPresent();
        housekeeping.round();

        assertTrue(oneIsLeft);
        assertTrue(blobs.stat(first).isEmpty() && blobs.stat(second).isEmpty());
    }

    private BlobKey unnamed(String text) throws IOException {
        BlobKey key = BlobKey.fresh("original", text);
        blobs.put(key, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertTrue(
                Sweep.later(house.documents.change(), List.of(key), house.clock.instant())
                        .commit());
        return key;
    }

    private Housekeeping housekeeping() {
        Sweeper sweeper = new Sweeper(house.documents, blobs, house.clock, Sweeper.GRACE);
        return new Housekeeping(
                uploads, sweeper, house.sessions, token(), new Sweeps(meters), 1, house.clock);
    }

    private CliToken token() {
        return new CliToken(house.accounts, house.sessions, data);
    }

    private String written() throws IOException {
        return Files.readString(data.resolve("cli-token")).strip();
    }

    private long stored() throws IOException {
        return house.records.scan("/sessions/", "", 100).documents().size();
    }
}
