package io.sillage.contacts.contact;

import io.smallrye.mutiny.Uni;

/// Takes part in the erasure of a contact, in the transaction that erases it.
public interface ErasureListener {

    Uni<Void> erasing(Erasure erasure);
}
