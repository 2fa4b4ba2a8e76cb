package org.zoetrope.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection that stalls where a test wants it to: passes on what clients send until it has
 * passed so many bytes, holds the rest back until {@link #letGo}. Answers pass freely.
 */
final class Relay implements AutoCloseable {
    private static final int PIECE = 1 << 12;

    private final ServerSocket door;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Semaphore allowance;
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicLong passed = new AtomicLong();

    /**
     * @param bytes how many pass at first
     */
    Relay(String server, int bytes) throws IOException {
        port = URI.create(server).getPort();
        door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        allowance = new Semaphore(bytes);
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Until the relay holds something back. */
    void awaitHeld() throws InterruptedException {
        if (!held.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + passed + " bytes were sent");
        }
    }

    /** What is held is lost with its connection; everything else passes from now on. */
    void letGo() throws IOException {
        for (Socket old : sockets) {
            old.close();
        }
        allowance.release(Integer.MAX_VALUE / 2);
    }

    /** What clients sent and the server got. */
    long passed() {
        return passed.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                sockets.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** Either end closes both. */
    private void pass(Socket from, Socket to, boolean counted) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (counted) {
                    await(n);
                }
                out.write(piece, 0, n);
                passed.addAndGet(counted ? n : 0);
            }
        } catch (IOException ended) {
            // that is how connections end here
        }
    }

    private void await(int bytes) throws IOException {
        if (!allowance.tryAcquire(bytes)) {
            held.countDown();
            try {
                allowance.acquire(bytes);
            } catch (InterruptedException stopped) {
                throw new UncheckedIOException(new IOException(stopped));
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        letGo();
    }
}
