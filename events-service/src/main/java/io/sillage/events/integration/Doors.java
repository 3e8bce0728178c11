package io.sillage.events.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.logging.Log;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where other systems come in, without a key of the API: each request proves itself by what its type has for that.
@ApplicationScoped
public class Doors {

    private static final int MOST_BUCKETS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Integrations integrations;
    private final RequestLog log;
    private final IntegrationConfig config;
    private final Cache<UUID, TokenBucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    Doors(Integrations integrations, RequestLog log, IntegrationConfig config) {
        this.integrations = integrations;
        this.log = log;
        this.config = config;
    }

    /// A request of another system that is not worth a line in its log: it asks for something, or comes all the time.
    ///
    /// Fails with 404 if there is no integration of the type, and with 429 if it sends too much.
    public Uni<Integration> find(String hexId, IntegrationType type) {
        return integrations.get(hexId).map(integration -> {
            if (integration.type() != type) {
                throw Problem.notFound();
            }
            slowDown(integration);
            return integration;
        });
    }

    /// Does with a request what is to be done, and takes note of what came of it. Fails as the work fails; what is to
    /// be [Ignored] succeeds.
    ///
    /// @param action what the request is about
    public Uni<Void> enter(String hexId, IntegrationType type, String action, Function<Integration, Uni<Void>> work) {
        return find(hexId, type).chain(integration -> Uni.createFrom()
                .deferred(() -> work.apply(integration))
                .invoke(() -> log.note(integration, action, "accepted", ""))
                .onFailure(Problem.class)
                .recoverWithUni(problem -> refused(integration, action, problem)));
    }

    /// As [#enter], for a system that proves who it is by the secret of the integration.
    public Uni<Void> enterBySecret(
            String hexId,
            IntegrationType type,
            String action,
            @Nullable String secret,
            Function<Integration, Uni<Void>> work) {
        return enter(hexId, type, action, integration -> {
            if (!integration.isSecret(secret)) {
                throw unproven();
            }
            return work.apply(integration);
        });
    }

    private Uni<Void> refused(Integration integration, String action, Problem problem) {
        if (problem instanceof Ignored) {
            log.note(integration, action, "ignored", problem.getMessage());
            return Uni.createFrom().voidItem();
        }
        var reason = reason(problem);
        log.note(integration, action, "refused", reason);
        Log.infof(
                "Request refused integration=%s type=%s account=%s reason=%s",
                integration.id(), integration.type().word(), integration.accountId(), reason);
        return Uni.createFrom().failure(problem);
    }

    private static String reason(Problem problem) {
        var fields = problem.errors().stream().map(error -> error.field() + ": " + error.message());
        return Stream.concat(Stream.of(problem.getMessage()), fields).collect(Collectors.joining(" "));
    }

    private void slowDown(Integration integration) {
        var now = System.nanoTime();
        var bucket = buckets.get(integration.id(), _ -> new TokenBucket(now));
        if (!bucket.tryTake(now, config.requestsPerSecond(), config.burst())) {
            throw new Problem(
                    429,
                    "Too Many Requests",
                    "This integration sends more than it may.",
                    List.of(),
                    Map.of("Retry-After", "1"));
        }
    }

    /// Nobody can tell from it whether the secret or the integration is wrong.
    public static Problem unproven() {
        return new Problem(401, "Unauthorized", "This request does not prove who sent it.");
    }
}
