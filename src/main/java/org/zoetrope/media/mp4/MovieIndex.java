package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the index ({@code moov}) of an MP4 or QuickTime file that is not fragmented, and nothing
 * else of it: an hour costs hardly more than a minute. What is unusual is left to a whole pass over
 * the packets.
 */
public final class MovieIndex {
    private static final int MOOV = Boxes.type("moov");
    private static final int TRAK = Boxes.type("trak");
    private static final int MVEX = Boxes.type("mvex");
    private static final int MOST_BOXES = 10_000;
    private static final int MOST_BYTES = 128 << 20;

    private MovieIndex() {}

    /**
     * The tracks in the order of the file.
     *
     * @return empty when there is no index, or none that says it all: fragments, several edits,
     *     samples that cannot be counted
     */
    public static Optional<List<IndexedTrack>> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<ByteBuffer> moov = moov(channel);
            return moov.isEmpty() ? Optional.empty() : tracks(moov.get(), channel.size());
        } catch (MalformedException | BufferUnderflowException | IndexOutOfBoundsException odd) {
            return Optional.empty();
        }
    }

    private static Optional<ByteBuffer> moov(FileChannel file) throws IOException {
        Optional<Boxes.Box> box = Boxes.at(file, 0);
        for (int i = 0; i < MOST_BOXES && box.isPresent(); i++) {
            if (box.get().type() == MOOV) {
                return Optional.of(Boxes.content(file, box.get(), MOST_BYTES));
            }
            box = Boxes.at(file, box.get().end());
        }
        return Optional.empty();
    }

    private static Optional<List<IndexedTrack>> tracks(ByteBuffer moov, long fileBytes)
            throws MalformedException {
        if (Boxes.child(moov, MVEX).isPresent()) {
            return Optional.empty();
        }
        ByteBuffer mvhd = Boxes.path(moov, "mvhd");
        long movieScale = mvhd.getInt(mvhd.get(0) == 1 ? 20 : 12) & 0xFFFF_FFFFL;
        List<IndexedTrack> tracks = new ArrayList<>();
        ByteBuffer rest = moov.slice();
        while (rest.remaining() >= 8) {
            boolean isTrack = rest.getInt(rest.position() + 4) == TRAK;
            ByteBuffer content = Boxes.next(rest);
            if (isTrack) {
                tracks.add(new SampleTable(content, movieScale, fileBytes).walk());
            }
        }
        return Optional.of(tracks);
    }
}
