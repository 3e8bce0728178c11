package io.sillage.gateway.limit;

/// What one API key uses at the moment, on this instance.
public record Usage(Slots slots, TokenBucket bucket) {

    public static Usage none() {
        return new Usage(new Slots(), new TokenBucket(System.nanoTime()));
    }
}
