package org.zoetrope.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.zoetrope.video.Sha256;

/**
 * The pieces of a rung that is still being made. Implemented by the room that makes them.
 *
 * <p>All methods block and may be called from any thread.
 */
public interface Segments {
    /** The initialisation part ({@code ftyp moov}) of a rung; waits like {@link #segment}. */
    Found init(Sha256 source, String rendition, Duration patience) throws IOException;

    /**
     * The segment with this number, counted from 0. Waits up to {@code patience} for one that is
     * planned and not there yet, and moves it to the front of the work.
     */
    Found segment(Sha256 source, String rendition, int number, Duration patience)
            throws IOException;

    /** The start times of all planned segments and the end, in seconds; empty: nothing planned. */
    Optional<double[]> boundaries(Sha256 source) throws IOException;

    /** What came of asking for a piece. */
    sealed interface Found {
        /** Here it is; the caller closes the bytes. */
        record Ready(InputStream bytes, long length) implements Found {}

        /** Planned, but not made in time: ask again. */
        record NotYet() implements Found {}

        /** There is no such rung or number. */
        record Unknown() implements Found {}
    }
}
