package io.sillage.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Queue;

/// Lets the requests of one connection in one after the other (RFC 9112, 9.3.2), and closes one on which too many wait.
/// Vert.x queues all that come, so that a client could fill the memory with requests of a few bytes. HTTP/2 has a bound
/// of its own. Lives on the event loop of its connection.
final class Pipelining extends ChannelDuplexHandler {

    private static final String NAME = "sillage-pipelining";
    private static final int MOST_WAITING = 64;

    private final Queue<Object> waiting = new ArrayDeque<>();
    private int requestsWaiting;
    private boolean isClosed;

    /// The one during which this is put in place is under way already.
    private boolean isUnanswered = true;

    private Pipelining() {}

    /// To be called with every request; counts from the first of its connection on.
    static void bound(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        var connection = ((ConnectionBase) request.connection()).channelHandlerContext();
        if (!connection.isRemoved() && connection.pipeline().get(NAME) == null) {
            connection.pipeline().addBefore(connection.name(), NAME, new Pipelining());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isClosed) {
            ReferenceCountUtil.release(message);
        } else if (waiting.isEmpty() && !(isUnanswered && message instanceof HttpRequest)) {
            pass(context, message);
        } else {
            queue(context, message);
        }
    }

    private void queue(ChannelHandlerContext context, Object message) {
        waiting.add(message);
        if (message instanceof HttpRequest && ++requestsWaiting > MOST_WAITING) {
            drop();
            context.close();
        }
    }

    private void pass(ChannelHandlerContext context, Object message) {
        isUnanswered |= message instanceof HttpRequest;
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message, promise);
        if (message instanceof LastHttpContent && !isContinue(message)) {
            isUnanswered = false;
            if (!waiting.isEmpty()) {
                context.executor().execute(() -> letIn(context));
            }
        }
    }

    /// The next request, and what of its body has come.
    private void letIn(ChannelHandlerContext context) {
        var hasPassed = false;
        while (!waiting.isEmpty() && !(isUnanswered && waiting.peek() instanceof HttpRequest)) {
            var message = waiting.remove();
            requestsWaiting -= message instanceof HttpRequest ? 1 : 0;
            pass(context, message);
            hasPassed = true;
        }
        if (hasPassed) {
            context.fireChannelReadComplete();
        }
    }

    private static boolean isContinue(Object message) {
        return message instanceof HttpResponse response && response.status().code() == 100;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        drop();
        super.channelInactive(context);
    }

    private void drop() {
        isClosed = true;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
