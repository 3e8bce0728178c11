package io.sillage.gateway.forwarding;

import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RemoteAddress;
import io.sillage.gateway.http.RequestId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request on its way to a service and the answer on its way back. Lives on one event loop.
///
/// Either the service's answer is passed on, or the client is told 503; `settled` says that one of them has begun.
final class Exchange {

    private static final Set<HttpMethod> REPEATABLE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);
    private static final int MIB = 1024 * 1024;
    private static final int MOST_MIB_IN_BUFFERS = 16;
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final Vertx vertx;
    private final HttpClient client;
    private final ForwardingConfig config;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Passage passage;
    private final boolean hasBody;

    private @Nullable HttpClientRequest outgoing;
    private boolean repeated;
    private boolean settled;
    private boolean answerRead;
    private long timer;
    private long passedAtLastLook;

    Exchange(Vertx vertx, HttpClient client, ForwardingConfig config, RoutingContext context, Passage passage) {
        this.vertx = vertx;
        this.client = client;
        this.config = config;
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.passage = passage;
        this.hasBody = hasBody(request);
    }

    void begin() {
        if (hasBody) {
            request.pause();
        } else {
            request.resume();
        }
        context.addEndHandler(_ -> clientIsServedOrGone());
        startTimer(config.answerTimeout());
        send();
    }

    private void send() {
        client.request(passage.to().request(passage.method(), passage.uri(), config.answerTimeout()))
                .onSuccess(this::sendOn)
                .onFailure(this::giveUp);
    }

    private void sendOn(HttpClientRequest connected) {
        connected.exceptionHandler(_ -> {}); // the response fails too, and is where we listen
        if (settled) {
            connected.reset();
            return;
        }
        outgoing = connected;
        connected.response().onSuccess(this::passBack).onFailure(this::failed);
        putHeaders(connected);
        if (hasBody) {
            passBody(connected);
        } else {
            connected.end();
        }
    }

    private void putHeaders(HttpClientRequest to) {
        var headers = to.headers();
        Headers.copyRequest(request.headers(), headers);
        headers.set(RequestId.HEADER, RequestId.of(context));
        headers.set("X-Sillage-Api-Root", passage.apiRoot());
        headers.set("X-Forwarded-For", RemoteAddress.of(context));
        if (passage.token() != null) {
            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + passage.token());
        }
    }

    private void passBody(HttpClientRequest to) {
        if (!to.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            to.setChunked(true);
        }
        request.pipe().endOnFailure(false).to(to).onSuccess(_ -> restartTimer()).onFailure(_ -> to.reset());
    }

    /// A connection that the service closed while the request was on its way to it says nothing about the service.
    /// The request is sent again if that cannot do anything twice, and nothing of a body is gone.
    private void failed(Throwable cause) {
        var connectionLost = cause instanceof HttpClosedException || cause instanceof IOException;
        if (!settled && !repeated && connectionLost && !hasBody && REPEATABLE.contains(passage.method())) {
            repeated = true;
            send();
        } else {
            giveUp(cause);
        }
    }

    private void giveUp(Throwable cause) {
        if (settled) {
            return;
        }
        settled = true;
        vertx.cancelTimer(timer);
        if (!(cause instanceof StreamResetException)) { // that was us, because the client has gone
            passage.to().failed(RequestId.of(context), cause);
        }
        Problem.unavailable().answer(context);
    }

    private void passBack(HttpClientResponse answer) {
        answer.exceptionHandler(_ -> {}); // else Vert.x logs it when we reset the rest
        if (settled) {
            answer.request().reset();
            return;
        }
        settled = true;
        vertx.cancelTimer(timer);
        passage.to().answered();
        response.setStatusCode(answer.statusCode());
        Headers.copyResponse(answer.headers(), response.headers());
        if (isBodyless(answer)) {
            endResponse();
        } else {
            passBodyBack(answer);
        }
    }

    private void passBodyBack(HttpClientResponse answer) {
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            announceNoLength();
        }
        answer.end().onSuccess(_ -> answerRead = true);
        answer.pipe()
                .endOnSuccess(false)
                .endOnFailure(false)
                .to(response)
                .onSuccess(_ -> endResponse())
                .onFailure(_ -> vertx.runOnContext(_ -> breakOff()));
    }

    /// The client must see that the answer is not whole.
    private void breakOff() {
        if (response.closed()) {
            return; // it was the client who broke off
        }
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            // not response.close(), after which nobody would be told that the request has ended
            request.connection().close();
        }
    }

    /// From here on the connection to the service may carry another request, and must not be reset.
    private void endResponse() {
        answerRead = true;
        response.end();
    }

    private void announceNoLength() {
        if (request.version() == HttpVersion.HTTP_1_1) {
            response.setChunked(true);
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            // its only way to know the end of such a body
            context.addEndHandler(_ -> request.connection().close());
        }
    }

    private boolean isBodyless(HttpClientResponse answer) {
        return passage.method() == HttpMethod.HEAD
                || answer.statusCode() == 204
                || answer.statusCode() == 304
                || "0".equals(answer.getHeader(HttpHeaders.CONTENT_LENGTH));
    }

    private void clientIsServedOrGone() {
        vertx.cancelTimer(timer);
        settled = true;
        if (outgoing != null && (!answerRead || hasBody && !request.isEnded())) {
            outgoing.reset(); // an answer that came before the end of the body leaves nobody who wants the rest
        }
    }

    private void startTimer(Duration patience) {
        timer = vertx.setTimer(patience.toMillis(), _ -> lookAtTheClock(patience));
    }

    /// All of the body is on its way: from now on the service has the time that it has for any answer, and a second for
    /// each MiB that may wait in buffers between us and it.
    private void restartTimer() {
        if (!settled) {
            vertx.cancelTimer(timer);
            startTimer(config.answerTimeout().plusSeconds(Math.min(request.bytesRead() / MIB, MOST_MIB_IN_BUFFERS)));
        }
    }

    /// A long upload may take its time as long as it goes on: no more of it is read than the service takes. A client
    /// that sends nothing for so long keeps a service waiting that can take more, and is the server's to give up.
    private void lookAtTheClock(Duration patience) {
        if (hasBody && !request.isEnded() && outgoing != null && (bodyMoved() || !outgoing.writeQueueFull())) {
            startTimer(config.answerTimeout());
            return;
        }
        giveUp(new TimeoutException("no answer within " + patience));
        if (outgoing != null) {
            outgoing.reset();
        }
    }

    private boolean bodyMoved() {
        var before = passedAtLastLook;
        passedAtLastLook = request.bytesRead();
        return passedAtLastLook > before;
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !"0".equals(length);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.version() == HttpVersion.HTTP_2 && WITH_BODY.contains(request.method());
    }
}
