package io.sillage.gateway.forwarding;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.WriteStream;

/// An answer of a service that one may turn away from at any time.
///
/// When the last byte of an answer has come, its connection may carry somebody else's request, also while the answer
/// itself still waits to be read: to reset it then would break off that request. So what is left is read to where it
/// is now, and only an answer that has not ended there is reset.
public final class ServiceAnswer {

    private final HttpClientResponse response;
    private final Context context;
    private final Future<Void> end;
    private boolean isRead;

    /// To be made where the answer arrives, before anything of its body can have been read.
    public ServiceAnswer(HttpClientResponse response) {
        this.response = response;
        this.context = Vertx.currentContext();
        this.end = response.end();
        response.exceptionHandler(_ -> {}); // else Vert.x logs it when the rest is reset
    }

    public HttpClientResponse response() {
        return response;
    }

    /// Completes when all of it has been read. To be used instead of [HttpClientResponse#end], which never completes
    /// when it is first asked for after the end.
    public Future<Void> end() {
        return end;
    }

    /// Passes all of it on, without ending what it is passed to. Fails if either side breaks off.
    public Future<Void> passTo(WriteStream<Buffer> to) {
        return response.pipe().endOnSuccess(false).endOnFailure(false).to(to).onSuccess(_ -> isRead = true);
    }

    /// Nobody wants the rest of it.
    public void leave() {
        if (isRead || end.isComplete()) {
            return;
        }
        response.handler(_ -> {});
        response.resume();
        // what has come is passed to the handler in a turn of its own, which comes before this one
        context.runOnContext(_ -> context.runOnContext(_ -> resetUnlessWhole()));
    }

    private void resetUnlessWhole() {
        if (!end.isComplete()) {
            response.request().reset();
        }
    }
}
