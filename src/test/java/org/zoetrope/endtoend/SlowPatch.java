package org.zoetrope.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A PATCH written by hand, whose bytes go out when the test says so and not before. */
final class SlowPatch implements AutoCloseable {
    private final Socket socket;

    /** Announces {@code length} bytes and sends none of them. */
    SlowPatch(Client client, String location, long offset, long length) throws IOException {
        URI server = client.address();
        socket = new Socket(InetAddress.ofLiteral(server.getHost()), server.getPort());
        socket.setSoTimeout(30_000);
        write(
                """
                PATCH %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Tus-Resumable: 1.0.0
                Content-Type: application/offset+octet-stream
                Upload-Offset: %d
                Content-Length: %d

                """
                        .formatted(location, server.getAuthority(), client.token(), offset, length)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The first line of the answer, once it comes; empty when the connection just ends. */
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
