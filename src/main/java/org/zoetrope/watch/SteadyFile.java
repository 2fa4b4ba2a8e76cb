package org.zoetrope.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The bytes of a file that must not change while they are read. Before the last of them are handed
 * out it is looked at once more: if it was written, cut, renamed or replaced meanwhile, they are
 * not, and what was made of the others is to be thrown away.
 */
final class SteadyFile extends InputStream {
    private static final Set<OpenOption> READING =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private final Path file;
    private final Stamp stamp;
    private final SeekableByteChannel channel;
    private final BooleanSupplier stopping;
    private long left;
    private boolean changed;

    private SteadyFile(
            Path file,
            Stamp stamp,
            SeekableByteChannel channel,
            long left,
            BooleanSupplier stopping) {
        this.file = file;
        this.stamp = stamp;
        this.channel = channel;
        this.left = left;
        this.stopping = stopping;
    }

    /** From {@code offset}; {@code stopping} ends the reading with an {@link IOException}. */
    static SteadyFile open(Path root, Sight sight, long offset, BooleanSupplier stopping)
            throws IOException {
        Path file = sight.place().in(root);
        SeekableByteChannel channel = open(root, root.relativize(file));
        channel.position(offset);
        return new SteadyFile(
                file, sight.stamp(), channel, sight.stamp().size() - offset, stopping);
    }

    /** Goes down from the root step by step: no link on the way can lead elsewhere. */
    private static SeekableByteChannel open(Path root, Path relative) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            return top instanceof SecureDirectoryStream<Path> secure
                    ? below(secure, relative)
                    : Files.newByteChannel(root.resolve(relative), READING);
        }
    }

    private static SeekableByteChannel below(SecureDirectoryStream<Path> here, Path relative)
            throws IOException {
        Path first = relative.getName(0);
        if (relative.getNameCount() == 1) {
            return here.newByteChannel(first, READING);
        }
        try (SecureDirectoryStream<Path> next =
                here.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
            return below(next, first.relativize(relative));
        }
    }

    /** True when that is why the reading failed. */
    boolean hasChanged() {
        return changed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (stopping.getAsBoolean()) {
            throw new IOException("the program stops");
        }
        if (left == 0) {
            return -1;
        }
        int most = (int) Math.min(length, left);
        int count = channel.read(ByteBuffer.wrap(target, offset, most));
        left -= Math.max(0, count);
        if (count < 0 || (left == 0 && !isSteady())) {
            changed = true;
            throw new IOException(file + " changed while it was read");
        }
        return count;
    }

    private boolean isSteady() {
        try {
            return Stamp.of(file).equals(stamp);
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
