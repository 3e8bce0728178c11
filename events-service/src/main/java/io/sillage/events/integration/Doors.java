package io.sillage.events.integration;

import io.quarkus.logging.Log;
import io.sillage.events.integration.Door.Proof;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where other systems come in, without a key of the API: each request proves itself by what its [Door] has for that,
/// before its body is read if that can be.
@ApplicationScoped
public class Doors {

    private final Integrations integrations;
    private final RequestLog log;
    private final Rates rates;
    private final Sender sender;

    Doors(Integrations integrations, RequestLog log, Rates rates, Sender sender) {
        this.integrations = integrations;
        this.log = log;
        this.rates = rates;
        this.sender = sender;
    }

    /// Looks at a request whose body has not been read. Fails with 429 if its sender has sent too much, with 404 if
    /// there is no such integration, or as the door says.
    Uni<Void> knock(Door door, String hexId, String address, UnaryOperator<@Nullable String> headers) {
        rates.requireQuiet(address);
        return Uni.createFrom()
                .deferred(() -> integrations.get(hexId))
                .map(integration -> ofType(door.type(), integration))
                .onFailure(Problem.class)
                .invoke(() -> rates.refused(address))
                .invoke(integration -> admit(door, integration, address, headers))
                .replaceWithVoid();
    }

    private static Integration ofType(IntegrationType type, Integration integration) {
        if (integration.type() != type) {
            throw Problem.notFound();
        }
        return integration;
    }

    private void admit(Door door, Integration integration, String address, UnaryOperator<@Nullable String> headers) {
        rates.requireQuiet(address, integration.id());
        switch (proof(door, integration, address, headers)) {
            case GIVEN -> rates.takeProven(integration.id());
            case NONE -> rates.takeOpen(address, integration.id());
            case IN_BODY -> {}
        }
        sender.is(integration, address);
    }

    private Proof proof(Door door, Integration integration, String address, UnaryOperator<@Nullable String> headers) {
        try {
            return door.proof(integration, headers);
        } catch (Problem problem) {
            rates.refused(address, integration.id());
            refuse(integration, door.action(headers), problem);
            throw problem;
        }
    }

    /// Who sends this request: it asks for something, or comes all the time, and is not worth a line in the log.
    public Integration integration() {
        return sender.integration();
    }

    /// Does with a request what is to be done, and takes note of what came of it. Fails as the work fails; what is to
    /// be [Ignored] succeeds.
    ///
    /// @param action what the request is about
    public Uni<Void> enter(String action, Function<Integration, Uni<Void>> work) {
        var integration = sender.integration();
        return noted(integration, action, Uni.createFrom().deferred(() -> work.apply(integration)));
    }

    /// As [#enter], for what is proven by its body only.
    ///
    /// @param proof emits what was read and is genuine; fails with a problem of the sender if it is not
    public <T> Uni<Void> enter(
            String action, Function<Integration, Uni<T>> proof, BiFunction<Integration, T, Uni<Void>> work) {
        var integration = sender.integration();
        var address = sender.address();
        return Uni.createFrom()
                .deferred(() -> proof.apply(integration))
                .onFailure(Doors::isOfSender)
                .invoke(failure -> {
                    rates.refused(address, integration.id());
                    refuse(integration, action, (Problem) failure);
                })
                .invoke(() -> rates.takeProven(integration.id()))
                .chain(said ->
                        noted(integration, action, Uni.createFrom().deferred(() -> work.apply(integration, said))));
    }

    /// What we cannot find out at the moment is not held against anybody.
    private static boolean isOfSender(Throwable failure) {
        return failure instanceof Problem problem && problem.status() < 500;
    }

    private Uni<Void> noted(Integration integration, String action, Uni<Void> work) {
        return work.invoke(() -> log.note(integration, action, "accepted", ""))
                .onFailure(Problem.class)
                .recoverWithUni(problem -> failed(integration, action, problem));
    }

    private Uni<Void> failed(Integration integration, String action, Throwable failure) {
        if (failure instanceof Ignored) {
            log.note(integration, action, "ignored", failure.getMessage());
            return Uni.createFrom().voidItem();
        }
        refuse(integration, action, (Problem) failure);
        return Uni.createFrom().failure(failure);
    }

    private void refuse(Integration integration, String action, Problem problem) {
        var reason = reason(problem);
        log.note(integration, action, "refused", reason);
        Log.infof(
                "Request refused integration=%s type=%s account=%s reason=%s",
                integration.id(), integration.type().word(), integration.accountId(), reason);
    }

    private static String reason(Problem problem) {
        var fields = problem.errors().stream().map(error -> error.field() + ": " + error.message());
        return Stream.concat(Stream.of(problem.getMessage()), fields).collect(Collectors.joining(" "));
    }
}
