package io.sillage.gateway.identity;

import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RemoteAddress;
import io.sillage.gateway.identity.KeyRing.Match;
import io.sillage.gateway.limit.WrongKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Finds out who sent a request. Known keys cost a hash and a look into memory; unknown ones a wait.
@ApplicationScoped
public class Authentication {

    private static final String SCOPE = "api";

    private final KeyDirectory directory;
    private final Newcomers newcomers;
    private final Tokens tokens;
    private final WrongKeys wrongKeys;
    private final Vertx vertx;

    Authentication(KeyDirectory directory, Newcomers newcomers, Tokens tokens, WrongKeys wrongKeys, Vertx vertx) {
        this.directory = directory;
        this.newcomers = newcomers;
        this.tokens = tokens;
        this.wrongKeys = wrongKeys;
        this.vertx = vertx;
    }

    /// Fails with a [Problem]: 401 without a good key, 403 if the key may not use the API, 429 for too many wrong
    /// ones, 503 as long as nobody can tell.
    public Future<Caller> callerOf(RoutingContext request) {
        var apiKey = Credentials.apiKey(request.request().getHeader("Authorization"));
        if (apiKey.isEmpty()) {
            return Future.failedFuture(Problem.keyMissing());
        }
        var keyHash = KeyHash.of(apiKey.get());
        var known = directory.find(keyHash);
        return known.isPresent()
                ? Future.succeededFuture(caller(known.get()))
                : newcomer(request, keyHash).map(this::callerIfAny);
    }

    private Future<Optional<Match>> newcomer(RoutingContext request, String keyHash) {
        if (!wrongKeys.allow(RemoteAddress.network(request))) {
            return Future.failedFuture(Problem.tooManyWrongKeys());
        }
        request.request().pause(); // the body must not pass by while nobody listens
        return here(newcomers.await(keyHash));
    }

    private Caller callerIfAny(Optional<Match> match) {
        return caller(match.orElseThrow(Problem::keyInvalid));
    }

    private Caller caller(Match match) {
        var scopes = match.key().grant().scopes();
        if (!scopes.contains(SCOPE)) {
            throw Problem.forbidden("This API key may not use the API.");
        }
        var account = match.account();
        return new Caller(
                account, match.key().usage(), match.share(), service -> tokens.of(match.key(), account, service));
    }

    /// The same future, completing on the event loop of the request.
    private <T> Future<T> here(Future<T> elsewhere) {
        var context = vertx.getOrCreateContext();
        var promise = Promise.<T>promise();
        elsewhere.onComplete(result -> context.runOnContext(_ -> promise.handle(result)));
        return promise.future();
    }
}
