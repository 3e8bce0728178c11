package io.sillage.gateway.identity;

import io.sillage.gateway.identity.KeyRing.Match;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/// A request whose key is unknown so far. It is refused only when this instance has read all that Kafka held when the
/// request came, and the key has had the time to get there.
final class Newcomer {

    private final String keyHash;
    private final Promise<Optional<Match>> verdict = Promise.promise();
    private boolean caughtUp;
    private boolean graceOver;

    Newcomer(String keyHash) {
        this.keyHash = keyHash;
    }

    Future<Optional<Match>> verdict() {
        return verdict.future();
    }

    void lookFor(KeyDirectory directory) {
        var match = directory.find(keyHash);
        if (match.isPresent()) {
            verdict.tryComplete(match);
        }
    }

    synchronized void caughtUp() {
        caughtUp = true;
        refuseIfNothingIsLeft();
    }

    synchronized void graceOver() {
        graceOver = true;
        refuseIfNothingIsLeft();
    }

    void fail(Throwable cause) {
        verdict.tryFail(cause);
    }

    private void refuseIfNothingIsLeft() {
        if (caughtUp && graceOver) {
            verdict.tryComplete(Optional.empty());
        }
    }
}
