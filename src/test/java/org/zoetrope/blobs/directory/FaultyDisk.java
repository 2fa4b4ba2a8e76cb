package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.zoetrope.blobs.FullException;

/** A disk whose n-th change fails, after half of a write was done. Counts its syncs. Any thread. */
final class FaultyDisk extends Disk {
    private int untilFailure = -1;
    private boolean full;
    private int syncs;

    synchronized void failAt(int n, boolean asFull) {
        untilFailure = n;
        full = asFull;
    }

    synchronized boolean stillToFail() {
        return untilFailure > 0;
    }

    synchronized int syncs() {
        return syncs;
    }

    @Override
    void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        try {
            change();
        } catch (IOException failed) {
            super.write(file, bytes.limit(bytes.limit() / 2), position);
            throw failed;
        }
        super.write(file, bytes, position);
    }

    @Override
    void append(FileChannel from, FileChannel to) throws IOException {
        change();
        super.append(from, to);
    }

    @Override
    void truncate(FileChannel file, long length) throws IOException {
        change();
        super.truncate(file, length);
    }

    @Override
    void sync(FileChannel file) throws IOException {
        counted();
        change();
        super.sync(file);
    }

    @Override
    void syncDirectory(Path directory) throws IOException {
        counted();
        change();
        super.syncDirectory(directory);
    }

    @Override
    FileChannel create(Path file) throws IOException {
        change();
        return super.create(file);
    }

    @Override
    void move(Path from, Path to) throws IOException {
        change();
        super.move(from, to);
    }

    private synchronized void counted() {
        syncs++;
    }

    private synchronized void change() throws IOException {
        if (untilFailure > 0 && --untilFailure == 0) {
            throw full ? new FullException("told to be full") : new IOException("told to fail");
        }
    }
}
