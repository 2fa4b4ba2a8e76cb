package org.zoetrope.media.mp4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentIndexTest {
    private static final Track TRACK = new Track(1, 90_000, "avc1.64001f", 640, 360, 0);

    @Test
    void whatIsWrittenReadsTheSame() {
        SegmentIndex index =
                SegmentIndex.of(
                        TRACK,
                        List.of(
                                new Segment(1000, 1L << 40, 360_000),
                                new Segment(2_000_000_000, (1L << 40) + 360_000, 90_000)));

        byte[] bytes = index.bytes();

        assertEquals(SegmentIndex.bytes(2), bytes.length);
        assertEquals(index, SegmentIndex.read(bytes));
    }

    @Test
    void aGapBetweenSegmentsIsRefused() {
        List<Segment> gap = List.of(new Segment(1, 0, 10), new Segment(1, 11, 10));

        assertThrows(IllegalArgumentException.class, () -> SegmentIndex.of(TRACK, gap));
    }

    @Test
    void bytesThatAreNoIndexAreRefused() {
        byte[] bytes = SegmentIndex.of(TRACK, List.of(new Segment(9, 0, 10))).bytes();
        byte[] other = bytes.clone();
        other[4] = 'm';

        assertThrows(IllegalArgumentException.class, () -> SegmentIndex.read(other));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> SegmentIndex.read(cut));
        }
    }

    @Test
    void peakAndAverageAreBitsPerSecond() {
        SegmentIndex index =
                SegmentIndex.of(
                        TRACK,
                        List.of(
                                new Segment(500_000, 0, 360_000),
                                new Segment(1_000_000, 360_000, 360_000),
                                new Segment(10_000, 720_000, 900)));

        assertEquals(2_000_000, index.bandwidth());
        assertEquals(Math.round(8 * 1_510_000 / 8.01), index.averageBandwidth());
    }
}
