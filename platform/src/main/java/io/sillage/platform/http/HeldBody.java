package io.sillage.platform.http;

import jakarta.ws.rs.container.CompletionCallback;

/// What one body holds of a [BodyShare], until its request has ended.
final class HeldBody implements CompletionCallback {

    private BodyShare share;
    private long bytes;
    private boolean isOver;

    private HeldBody(BodyShare share) {
        this.share = share;
    }

    static HeldBody in(BodyShare share) {
        return new HeldBody(share);
    }

    /// Whether there was room for so many bytes more. Once the request has ended there is none.
    synchronized boolean grow(long more) {
        if (isOver || !share.take(more, bytes)) {
            return false;
        }
        bytes += more;
        return true;
    }

    /// Whether the other share had room for all of it.
    synchronized boolean moveTo(BodyShare other) {
        if (isOver || !other.take(bytes, 0)) {
            return false;
        }
        share.giveBack(bytes);
        share = other;
        return true;
    }

    @Override
    public synchronized void onComplete(Throwable failure) {
        if (!isOver) {
            isOver = true;
            share.giveBack(bytes);
        }
    }
}
