package org.zoetrope.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.zoetrope.deliver.Segments;
import org.zoetrope.transcode.Growth;
import org.zoetrope.video.Sha256;

/** The pieces of growing rungs as the room that makes them knows them. */
public final class GrowingSegments implements Segments {
    private final Growth growth;

    public GrowingSegments(Growth growth) {
        this.growth = growth;
    }

    @Override
    public Found init(Sha256 source, String rendition, Duration patience) throws IOException {
        try {
            return told(growth.init(source, rendition, patience));
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    @Override
    public Found segment(Sha256 source, String rendition, int number, Duration patience)
            throws IOException {
        try {
            return told(growth.segment(source, rendition, number, patience));
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    @Override
    public Optional<double[]> boundaries(Sha256 source) throws IOException {
        return growth.boundaries(source);
    }

    private static Found told(Growth.Found found) {
        return switch (found) {
            case Growth.Found.Ready(var bytes, long length) -> new Found.Ready(bytes, length);
            case Growth.Found.NotYet _ -> new Found.NotYet();
            case Growth.Found.Unknown _ -> new Found.Unknown();
        };
    }

    private static IOException stopped(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return (IOException) new InterruptedIOException("stopped while waiting").initCause(cause);
    }
}
