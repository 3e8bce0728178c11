package io.sillage.contacts.erasure;

import io.quarkus.logging.Log;
import io.sillage.contacts.contact.Erasure;
import io.sillage.contacts.contact.ErasureListener;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.contracts.Message;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Keeps who was deleted for good, and which services have confirmed that nothing is left there. This service deletes
/// in the transaction that makes the record.
@ApplicationScoped
public class Erasures implements ErasureListener {

    /// Everybody who keeps something of contacts.
    static final List<String> SERVICES =
            List.of("contacts-service", "events-service", "segments-service", "automation-service");

    private final ErasureRepository erasures;
    private final InstantSource clock;

    Erasures(ErasureRepository erasures, InstantSource clock) {
        this.erasures = erasures;
        this.clock = clock;
    }

    @Override
    public Uni<Void> erasing(Erasure erasure) {
        var own = new Confirmation(
                erasure.message().contactId(),
                SERVICES.getFirst(),
                erasure.message().occurredAt());
        return erasures.add(erasure).chain(() -> note(List.of(own)));
    }

    /// Takes the confirmations out of these messages, in the current transaction.
    public Uni<Void> confirm(List<Message> messages) {
        var confirmations = messages.stream()
                .filter(ErasureConfirmed.class::isInstance)
                .map(ErasureConfirmed.class::cast)
                .filter(each -> Set.copyOf(SERVICES).contains(each.service()))
                .map(each -> new Confirmation(each.contactId(), each.service(), each.occurredAt()))
                .toList();
        confirmations.forEach(
                each -> Log.infof("Erasure confirmed contact=%s service=%s", each.contactId(), each.service()));
        return note(confirmations);
    }

    private Uni<Void> note(List<Confirmation> confirmations) {
        Instant now = clock.instant();
        return confirmations.isEmpty() ? Uni.createFrom().voidItem() : erasures.note(confirmations, SERVICES, now);
    }
}
