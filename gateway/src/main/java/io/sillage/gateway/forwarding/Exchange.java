package io.sillage.gateway.forwarding;

import io.sillage.gateway.http.DeclaredLength;
import io.sillage.gateway.http.Leaving;
import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RemoteAddress;
import io.sillage.gateway.http.RequestId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request on its way to a service and the answer on its way back. Lives on one event loop.
///
/// Its body is held until it is whole, unless it is an upload; then it waits for its turn, and only then it takes a
/// connection. Either the service's answer is passed on, or the client is told why not; `settled` says that one of
/// them has begun.
final class Exchange {

    private static final Set<HttpMethod> REPEATABLE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);
    private static final String NO_ROOM_HEADER = "X-Sillage-No-Room";
    private static final int MIB = 1024 * 1024;
    private static final int MOST_MIB_IN_BUFFERS = 16;

    private final Vertx vertx;
    private final Connections connections;
    private final ForwardingConfig config;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Passage passage;
    private final boolean hasBody;
    private final ArrivingBody arriving;

    private @Nullable Buffer body;
    private Turnstile.@Nullable Ticket ticket;
    private @Nullable HttpClientRequest outgoing;
    private @Nullable Upload upload;
    private @Nullable ServiceAnswer answer;
    private boolean repeated;
    private boolean settled;
    private boolean hasNoRoom;
    private long pauseMillis = 50;
    private long timer;

    Exchange(
            Vertx vertx,
            Connections connections,
            ForwardingConfig config,
            HeldBytes held,
            RoutingContext context,
            Passage passage) {
        this.vertx = vertx;
        this.connections = connections;
        this.config = config;
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.passage = passage;
        this.hasBody = Bodies.has(request);
        this.arriving = new ArrivingBody(vertx, config, held, context, passage, this::bodyIsWhole, this::refuse);
    }

    void begin() {
        context.addEndHandler(_ -> clientIsServedOrGone());
        if (!hasBody) {
            request.resume();
            enter();
        } else if (passage.traffic() != Traffic.UPLOAD) {
            arriving.collect();
        } else if (DeclaredLength.of(request) > passage.mostBytes()) {
            Bodies.leaveUnasked(context);
            refuse(Problem.tooLarge(passage.mostBytes()));
        } else {
            request.pause();
            enter();
        }
    }

    private void bodyIsWhole(Buffer whole) {
        body = whole;
        enter();
    }

    /// A service has a second more for each MiB that it may still have to read from buffers.
    private void enter() {
        var mib = body == null ? 0 : Math.min(body.length() / MIB, MOST_MIB_IN_BUFFERS);
        startTimer(config.answerTimeout().plusSeconds(mib));
        connections
                .enter(passage.to(), traffic(mib), passage.sender(), this::send)
                .ifPresentOrElse(this::hold, () -> refuse(Problem.unavailable()));
    }

    private Traffic traffic(int mib) {
        return mib > 0 && passage.traffic() == Traffic.ORDINARY ? Traffic.LARGE : passage.traffic();
    }

    private void hold(Turnstile.Ticket newTicket) {
        ticket = newTicket;
        if (settled) {
            newTicket.giveBack();
        }
    }

    private void send() {
        if (settled) {
            return;
        }
        connections
                .client()
                .request(passage.to().request(passage.method(), passage.uri(), config.answerTimeout()))
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
        if (!hasBody) {
            connected.end();
        } else if (body != null) {
            connected.headers().set(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
            connected.end(body);
        } else {
            passUpload(connected);
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

    private void passUpload(HttpClientRequest to) {
        if (!to.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            to.setChunked(true);
        }
        vertx.cancelTimer(timer);
        Bodies.askForIt(request, response);
        upload = new Upload(vertx, config, request, to, passage.mostBytes(), new Upload.Ends() {
            @Override
            public void whole() {
                if (!settled) {
                    var mib = Math.min(request.bytesRead() / MIB, MOST_MIB_IN_BUFFERS);
                    startTimer(config.answerTimeout().plusSeconds(mib));
                }
            }

            @Override
            public void tooLarge() {
                refuse(Problem.tooLarge(passage.mostBytes()));
            }

            @Override
            public void tooSlow() {
                refuse(Problem.tooSlow());
            }

            @Override
            public void stuck() {
                giveUp(new TimeoutException("it takes nothing more of an upload"));
            }
        });
        upload.begin();
    }

    /// A connection that the service closed while the request was on its way to it says nothing about the service.
    /// The request is sent again if that cannot do anything twice, and nothing of a body is gone.
    private void failed(Throwable cause) {
        var connectionLost = cause instanceof HttpClosedException || cause instanceof IOException;
        if (!settled && !repeated && connectionLost && (!hasBody || body != null) && isRepeatable()) {
            repeated = true;
            send();
        } else {
            giveUp(cause);
        }
    }

    private boolean isRepeatable() {
        return REPEATABLE.contains(passage.method());
    }

    private void giveUp(Throwable cause) {
        if (settled) {
            return;
        }
        if (!hasNoRoom) {
            passage.to().failed(RequestId.of(context), cause);
        }
        refuse(outgoing == null || isRepeatable() ? Problem.unavailable() : Problem.outcomeUnknown());
    }

    private void refuse(Problem problem) {
        if (settled) {
            return;
        }
        settled = true;
        vertx.cancelTimer(timer);
        problem.answer(context);
    }

    private void passBack(HttpClientResponse arrived) {
        answer = new ServiceAnswer(arrived);
        if (settled) {
            answer.leave();
            return;
        }
        if (upload == null && arrived.headers().contains(NO_ROOM_HEADER)) {
            sendAgainLater();
            return;
        }
        settled = true;
        vertx.cancelTimer(timer);
        passage.to().answered();
        response.setStatusCode(arrived.statusCode());
        Headers.copyResponse(arrived.headers(), response.headers());
        if (isBodyless(arrived)) {
            response.end();
        } else {
            passBodyBack(answer);
        }
    }

    /// The service has not looked at the request, for want of memory. We have all of it, and patience until the timer
    /// goes off.
    private void sendAgainLater() {
        answer.leave();
        answer = null;
        outgoing = null;
        hasNoRoom = true;
        pauseMillis *= 2;
        vertx.setTimer(pauseMillis, _ -> send());
    }

    private void passBodyBack(ServiceAnswer from) {
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            announceNoLength();
        }
        SlowReader.watch(context, config);
        from.passTo(response)
                .onSuccess(_ -> response.end())
                .onFailure(_ -> vertx.runOnContext(_ -> Leaving.breakOff(context)));
    }

    private void announceNoLength() {
        if (request.version() == HttpVersion.HTTP_1_1) {
            response.setChunked(true);
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            Leaving.closeAfter(context); // its only way to know the end of such a body
        }
    }

    private boolean isBodyless(HttpClientResponse arrived) {
        return passage.method() == HttpMethod.HEAD
                || arrived.statusCode() == 204
                || arrived.statusCode() == 304
                || "0".equals(arrived.getHeader(HttpHeaders.CONTENT_LENGTH));
    }

    /// An upload that was answered before its end leaves nobody who wants the rest.
    private void clientIsServedOrGone() {
        settled = true;
        vertx.cancelTimer(timer);
        if (upload != null) {
            upload.stop();
        }
        if (outgoing != null && (answer == null || body == null && hasBody && !request.isEnded())) {
            outgoing.reset();
        } else if (answer != null) {
            answer.leave();
        }
        arriving.release();
        if (ticket != null) {
            ticket.giveBack();
        }
    }

    private void startTimer(Duration patience) {
        timer = vertx.setTimer(patience.toMillis(), _ -> giveUp(new TimeoutException("no answer within " + patience)));
    }
}
