package io.sillage.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/// Bounds how many requests of one connection wait for the one before them (RFC 9112, 9.3.2). Vert.x queues all that
/// come, so that one client could fill the memory with requests of a few bytes. HTTP/2 has a bound of its own.
final class Pipelining extends ChannelDuplexHandler {

    private static final String NAME = "sillage-pipelining";
    private static final int MOST_UNANSWERED = 32;

    /// The one during which this is put in place is under way already.
    private int unanswered = 1;

    private Pipelining() {}

    /// To be called with every request; counts from the first of its connection on.
    static void bound(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        var connection = ((ConnectionBase) request.connection()).channelHandlerContext();
        if (connection.pipeline().get(NAME) == null) {
            connection.pipeline().addBefore(connection.name(), NAME, new Pipelining());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest && ++unanswered > MOST_UNANSWERED) {
            context.close();
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isContinue(message)) {
            unanswered--;
        }
        super.write(context, message, promise);
    }

    private static boolean isContinue(Object message) {
        return message instanceof HttpResponse response && response.status().code() == 100;
    }
}
