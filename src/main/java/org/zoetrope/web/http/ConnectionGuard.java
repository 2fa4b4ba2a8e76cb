package org.zoetrope.web.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;

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
    private final Listening.Bounds bounds;
    private long headSince;
    private long idleSince = System.nanoTime();
    private int open;
    private long progressAt = System.nanoTime();
    private long progressMark;

    private ConnectionGuard(Listening.Bounds bounds) {
        this.bounds = bounds;
    }

    /** Puts a guard around the codec of a fresh connection. On its event loop. */
    static void watch(Channel channel, Listening.Bounds bounds) {
        ConnectionGuard guard = new ConnectionGuard(bounds);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst("guard", guard);
        pipeline.addBefore("handler", "requests", guard.new Requests());
        channel.eventLoop().schedule(() -> guard.tick(channel), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (open == 0 && headSince == 0) {
            headSince = System.nanoTime();
        }
        context.fireChannelRead(bytes);
    }

    /** Between the codec and the server: sees whole heads and ends of answers. */
    private final class Requests extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                headSince = 0;
                open++;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof LastHttpContent) {
                open = Math.max(0, open - 1);
                idleSince = System.nanoTime();
            }
            context.write(message, promise);
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
            return now - headSince > bounds.head().toNanos();
        }
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out != null && !out.isEmpty()) {
            return isStuck(out, now);
        }
        progressAt = now;
        return open == 0 && now - idleSince > bounds.idle().toNanos();
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
        return now - progressAt > bounds.write().toNanos();
    }
}
