package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Reads a fragmented MP4 of one track from front to back, also while FFmpeg is still writing it.
 * Not thread-safe; whoever opened the file closes it.
 */
final class FragmentReader {
    private static final int MOOV_LIMIT = 1 << 20;
    private static final int MOOF_LIMIT = 32 << 20;
    private static final int FTYP = Boxes.type("ftyp");
    private static final int MOOV = Boxes.type("moov");
    private static final int MOOF = Boxes.type("moof");
    private static final int MDAT = Boxes.type("mdat");

    private final FileChannel file;
    private long at;

    FragmentReader(FileChannel file) {
        this.file = file;
    }

    /** The content of {@code moov}; empty when it is not there yet. Call it first. */
    Optional<ByteBuffer> header() throws IOException {
        long offset = 0;
        Optional<Boxes.Box> box = Boxes.at(file, offset);
        if (box.isPresent() && box.get().type() == FTYP) {
            box = Boxes.at(file, box.get().end());
        }
        if (box.isEmpty()) {
            return Optional.empty();
        }
        if (box.get().type() != MOOV) {
            throw new MalformedException("expected moov, found " + Boxes.name(box.get().type()));
        }
        at = box.get().end();
        return Optional.of(Boxes.content(file, box.get(), MOOV_LIMIT));
    }

    /** The next fragment; empty when there is none or it is not complete yet. */
    Optional<Fragment> next() throws IOException {
        Optional<Boxes.Box> moof = skipTo(MOOF);
        while (moof.isPresent()) {
            Optional<Boxes.Box> mdat = Boxes.at(file, moof.get().end());
            if (mdat.isEmpty()) {
                return Optional.empty();
            }
            Fragment fragment = fragment(moof.get(), mdat.get());
            at = mdat.get().end();
            if (fragment.samples().count() > 0) {
                return Optional.of(fragment);
            }
            moof = skipTo(MOOF);
        }
        return Optional.empty();
    }

    private Fragment fragment(Boxes.Box moof, Boxes.Box mdat) throws IOException {
        if (mdat.type() != MDAT) {
            throw new MalformedException("moof at %d has no mdat".formatted(moof.offset()));
        }
        return Fragment.parse(Boxes.content(file, moof, MOOF_LIMIT), mdat);
    }

    private Optional<Boxes.Box> skipTo(int type) throws IOException {
        Optional<Boxes.Box> box = Boxes.at(file, at);
        while (box.isPresent() && box.get().type() != type) {
            at = box.get().end();
            box = Boxes.at(file, at);
        }
        return box;
    }
}
