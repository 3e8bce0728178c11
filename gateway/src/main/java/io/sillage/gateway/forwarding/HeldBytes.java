package io.sillage.gateway.forwarding;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies the gateway holds at once, and who holds them. What has no key has room of its own. No
/// sender has more than a quarter of either, so that it takes several to keep the others out.
@ApplicationScoped
class HeldBytes {

    private static final int SENDERS_TO_FILL_IT = 4;

    private final Room room;
    private final Room ofThePublic;

    private record Room(AtomicLong held, long most) {}

    HeldBytes(ForwardingConfig config, MeterRegistry metrics) {
        this.room = room("keys", config.heldBytes().asLongValue(), metrics);
        this.ofThePublic = room("public", config.heldPublicBytes().asLongValue(), metrics);
    }

    private static Room room(String senders, long most, MeterRegistry metrics) {
        var held = metrics.gauge("sillage.gateway.held.bytes", Tags.of("senders", senders), new AtomicLong());
        return new Room(held, most);
    }

    /// Whether there is room for so many more of this request; they are taken then, and have to be given back.
    boolean tryTake(Passage passage, long bytes) {
        var in = roomOf(passage);
        var sender = passage.sender().heldBytes();
        if (sender.addAndGet(bytes) <= in.most() / SENDERS_TO_FILL_IT) {
            if (in.held().addAndGet(bytes) <= in.most()) {
                return true;
            }
            in.held().addAndGet(-bytes);
        }
        sender.addAndGet(-bytes);
        return false;
    }

    void giveBack(Passage passage, long bytes) {
        passage.sender().heldBytes().addAndGet(-bytes);
        roomOf(passage).held().addAndGet(-bytes);
    }

    private Room roomOf(Passage passage) {
        return passage.traffic() == Traffic.PUBLIC ? ofThePublic : room;
    }
}
