package io.sillage.contacts.contact;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/// All who take part in erasures, one after the other.
@ApplicationScoped
class ErasureListeners {

    private final Instance<ErasureListener> listeners;

    ErasureListeners(Instance<ErasureListener> listeners) {
        this.listeners = listeners;
    }

    Uni<Void> tell(Erasure erasure) {
        return Multi.createFrom()
                .iterable(listeners)
                .onItem()
                .transformToUniAndConcatenate(listener -> listener.erasing(erasure))
                .collect()
                .last();
    }
}
