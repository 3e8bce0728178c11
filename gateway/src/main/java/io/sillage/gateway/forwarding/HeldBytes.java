package io.sillage.gateway.forwarding;

import io.micrometer.core.instrument.MeterRegistry;
import io.sillage.gateway.limit.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies the gateway holds at once, and who holds them. No sender has more than a quarter, so that
/// it takes several to keep the others out.
@ApplicationScoped
class HeldBytes {

    private static final int SENDERS_TO_FILL_IT = 4;

    private final AtomicLong held = new AtomicLong();
    private final long most;

    HeldBytes(ForwardingConfig config, MeterRegistry metrics) {
        this.most = config.heldBytes().asLongValue();
        metrics.gauge("sillage.gateway.held.bytes", held);
    }

    /// Whether there is room for so many more of this sender; they are taken then, and have to be given back.
    boolean tryTake(Usage sender, long bytes) {
        if (sender.heldBytes().addAndGet(bytes) <= most / SENDERS_TO_FILL_IT) {
            if (held.addAndGet(bytes) <= most) {
                return true;
            }
            held.addAndGet(-bytes);
        }
        sender.heldBytes().addAndGet(-bytes);
        return false;
    }

    void giveBack(Usage sender, long bytes) {
        sender.heldBytes().addAndGet(-bytes);
        held.addAndGet(-bytes);
    }
}
