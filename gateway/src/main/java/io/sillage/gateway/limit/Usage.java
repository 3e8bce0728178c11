package io.sillage.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;

/// What one sender uses at the moment, on this instance: an API key, or an address from which requests without a key
/// come. Two of them are never equal.
///
/// @param requests under way
/// @param uploads among them
/// @param streams among them: answers that may take long
/// @param heldBytes of bodies that are not whole yet, or have no answer yet
public record Usage(TokenBucket bucket, Slots requests, Slots uploads, Slots streams, AtomicLong heldBytes) {

    public static Usage none() {
        return new Usage(new TokenBucket(System.nanoTime()), new Slots(), new Slots(), new Slots(), new AtomicLong());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
