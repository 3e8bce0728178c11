package io.sillage.events.timeline;

import io.quarkus.logging.Log;
import io.sillage.events.position.Positions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/// Lets readers see what was written before they asked.
@ApplicationScoped
class Freshness {

    private final EndOffsets ends;
    private final Positions positions;
    private final Duration limit;

    Freshness(EndOffsets ends, Positions positions, TimelineConfig config) {
        this.ends = ends;
        this.positions = positions;
        this.limit = config.patience();
    }

    /// Emits when all that was accepted for the contact until now is stored, or when patience ends. While Kafka is
    /// away nothing can be accepted, and what there was is stored or comes later: no reason not to answer.
    Uni<Void> of(UUID contactId) {
        return ends.of(contactId)
                .chain(end -> positions.await(end.partition(), end.offset(), limit))
                .onFailure()
                .invoke(failure -> Log.debugf("Answer may lag behind cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
