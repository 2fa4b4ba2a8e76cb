package org.zoetrope.web.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection and ends it when the other side dawdles: a head that takes too long, a
 * connection without requests, an answer that is not taken. A handler at work is left alone,
 * however long it takes. Lives on the event loop of its connection.
 *
 * <p>The idle timeouts of the server library know nothing of this: its write timeout cuts uploads,
 * its read timeout downloads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails arrives as an event of the pipeline
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
    private static final long TICK_MILLIS = 500;
    private final Bounds.Patience patience;
    private long headSince;
    private long idleSince = System.nanoTime();
    private int open;
    private long progressAt = System.nanoTime();
    private long progressMark;

    private ConnectionGuard(Bounds.Patience patience) {
        this.patience = patience;
    }

    /** Puts a guard around the codec of a fresh connection. On its event loop. */
    static void watch(Channel channel, Bounds.Patience patience, Meters meters) {
        ConnectionGuard guard = new ConnectionGuard(patience);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst("guard", guard);
        pipeline.addBefore("handler", "requests", new Requests(guard, meters));
        channel.eventLoop().schedule(() -> guard.tick(channel), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * What still comes is thrown away: after a request that is not clear nothing can be trusted.
     */
    static void hearNoMore(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.get("requests") instanceof Requests requests) {
            requests.deaf = true;
        }
    }

    /** Tells whoever reads the body of the request that has just begun when it is malformed. */
    static void onMalformedBody(HttpConnection connection, Runnable told) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.get("requests") instanceof Requests requests) {
            requests.malformed = told;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (open == 0 && headSince == 0) {
            headSince = System.nanoTime();
        }
        context.fireChannelRead(bytes);
    }

    /** Between the codec and the server: sees whole heads and ends of answers. */
    private static final class Requests extends ChannelDuplexHandler {
        private final ConnectionGuard guard;
        private final Meters meters;
        private boolean deaf;
        private @Nullable Runnable malformed;

        Requests(ConnectionGuard guard, Meters meters) {
            this.guard = guard;
            this.meters = meters;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (deaf) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest request) {
                guard.headSince = 0;
                guard.open++;
                malformed = null;
                requireVersion(request);
            }
            if (isMalformed(message) && malformed != null && guard.open == 1) {
                // the server library would hang up without a word
                deaf = true;
                ReferenceCountUtil.release(message);
                malformed.run();
                return;
            }
            if (message instanceof HttpContent content) {
                meters.received(content.content().readableBytes());
            }
            context.fireChannelRead(message);
        }

        private static boolean isMalformed(Object message) {
            return message instanceof HttpContent content && content.decoderResult().isFailure();
        }

        /** HTTP/9.9 is not HTTP/1.1 and what follows cannot be trusted. */
        private static void requireVersion(HttpRequest request) {
            HttpVersion version = request.protocolVersion();
            if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
                request.setDecoderResult(
                        DecoderResult.failure(new IllegalArgumentException("HTTP version")));
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof LastHttpContent) {
                guard.open = Math.max(0, guard.open - 1);
                guard.idleSince = System.nanoTime();
            }
            context.write(message, counted(message, promise));
        }

        /** Of a file only what the socket took: viewers who seek break off in the midst. */
        private ChannelPromise counted(Object message, ChannelPromise promise) {
            switch (message) {
                case HttpContent content -> meters.sent(content.content().readableBytes());
                case FileRegion file -> {
                    return promise.unvoid().addListener(_ -> meters.sent(file.transferred()));
                }
                default -> {
                    // a head
                }
            }
            return promise;
        }
    }

    private void tick(Channel channel) {
        if (!channel.isOpen()) {
            return;
        }
        if (isTooSlow(channel)) {
            channel.close();
            return;
        }
        channel.eventLoop().schedule(() -> tick(channel), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean isTooSlow(Channel channel) {
        long now = System.nanoTime();
        if (headSince != 0) {
            return now - headSince > patience.head().toNanos();
        }
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out != null && !out.isEmpty()) {
            return isStuck(out, now);
        }
        progressAt = now;
        return open == 0 && now - idleSince > patience.idle().toNanos();
    }

    private boolean isStuck(ChannelOutboundBuffer out, long now) {
        long mark =
                (31L * System.identityHashCode(out.current()) + out.totalPendingWriteBytes()) * 31
                        + out.currentProgress();
        if (mark != progressMark) {
            progressMark = mark;
            progressAt = now;
        }
        idleSince = now;
        return now - progressAt > patience.write().toNanos();
    }
}
