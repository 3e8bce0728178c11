package io.sillage.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;

/// How much memory the bodies of all requests may take at a time. What does not fit is refused with 503 before it is
/// read. Small bodies, large ones and files have each a share of their own: nobody who sends large ones keeps others
/// from sending small ones.
@ApplicationScoped
@Startup // so that what it measures is there from the start
class BodyBudget {

    /// What an open file takes: the buffers, the record that is read, and the rows that wait to be written.
    private static final long FILE = 2L * BodyLimit.MIB;

    private final BodyShare small;
    private final BodyShare large;
    private final BodyShare files;
    private final Counter refused;

    BodyBudget(BodyConfig config, MeterRegistry metrics) {
        var quarter = config.bodyMemory()
                        .map(MemorySize::asLongValue)
                        .orElse(Runtime.getRuntime().maxMemory() / 4)
                / 4;
        small = share(metrics, "small", quarter);
        large = share(metrics, "large", 2 * quarter);
        files = share(metrics, "files", quarter);
        refused = metrics.counter("sillage.http.bodies.refused");
    }

    private static BodyShare share(MeterRegistry metrics, String name, long room) {
        var share = new BodyShare(room);
        metrics.gauge("sillage.http.bodies.held", Tags.of("share", name), share, BodyShare::held);
        return share;
    }

    /// Room for a body of this length.
    ///
    /// @param length in bytes; negative if it is not known yet
    /// @throws Problem 503, if there is none
    HeldBody hold(long length) {
        var held = HeldBody.in(length > BodyLimit.SMALL ? large : small);
        return require(held, held.grow(Math.max(0, length) * BodyCost.PER_BYTE));
    }

    /// Room for a file that is read as it comes.
    ///
    /// @throws Problem 503, if there is none
    HeldBody holdFile() {
        var held = HeldBody.in(files);
        return require(held, held.grow(FILE));
    }

    /// A body whose length was not known is not small any more.
    void outgrown(HeldBody held) {
        require(held, held.moveTo(large));
    }

    /// Room for more of the same body.
    void grow(HeldBody held, long bytes) {
        require(held, held.grow(bytes));
    }

    private HeldBody require(HeldBody held, boolean hasRoom) {
        if (!hasRoom) {
            refused.increment();
            throw Problem.busy();
        }
        return held;
    }
}
