package org.zoetrope.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

final class DeliveryTest {
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final AtomicLong nanos = new AtomicLong();
    private final Documents documents = new Documents(new MemoryRecords());
    private final Delivery delivery =
            new Delivery(
                    documents,
                    new MediaTokens(
                            List.of(new MediaTokens.Key('a', new byte[32])), () -> Samples.NOON),
                    nanos::get);

    @BeforeEach
    void store() throws IOException {
        put(
                "/sources/" + Samples.hash("source 1"),
                Samples.source(1, Samples.published(9, Samples.NOON)));
    }

    @Test
    void aPublicAddressStopsTwoSecondsAfterTheVideoBecamePrivate() throws IOException {
        Video open = stored(Samples.video(1, "Gulls"));
        assertTrue(isOpen(open));

        stored(changed(open, Visibility.PRIVATE));

        nanos.addAndGet(BELIEVED.toNanos() - 1);
        assertTrue(isOpen(open));
        nanos.addAndGet(1);
        assertFalse(isOpen(open));
    }

    @Test
    void aSignedAddressStopsTwoSecondsAfterTheVisibilityChangedThereAndBack() throws IOException {
        Video hidden = stored(Samples.video(1, "Gulls", Visibility.PRIVATE));
        String leaked = delivery.base(hidden);
        assertTrue(isSigned(leaked));

        Video again = stored(changed(changed(hidden, Visibility.PUBLIC), Visibility.PRIVATE));

        nanos.addAndGet(BELIEVED.toNanos());
        assertFalse(isSigned(leaked));
        assertTrue(isSigned(delivery.base(again)));
    }

    @Test
    void otherWordsEndNoAddress() throws IOException {
        Video hidden = stored(Samples.video(1, "Gulls", Visibility.PRIVATE));
        String link = delivery.base(hidden);

        Video edited = stored(Samples.described(hidden, "They scream."));

        assertEquals(0, edited.visibilityEpoch());
        assertTrue(isSigned(link));
    }

    private boolean isOpen(Video video) throws IOException {
        return delivery.openly(video.id().toString()).isPresent();
    }

    /** {@code /media/t/<token>/<video>}. */
    private boolean isSigned(String base) throws IOException {
        String[] parts = base.split("/", -1);
        return delivery.signed(parts[3], parts[4]).isPresent();
    }

    private static Video changed(Video video, Visibility visibility) {
        return video.toEdited(
                video.title(),
                video.description(),
                video.tags(),
                visibility,
                video.language(),
                video.downloadable(),
                Samples.NOON);
    }

    private Video stored(Video video) throws IOException {
        put("/videos/" + video.id(), video);
        return documents.get("/videos/" + video.id(), Video.class).orElseThrow().value();
    }

    private void put(String key, Object noun) throws IOException {
        assertTrue(documents.change().put(key, noun).commit());
    }
}
