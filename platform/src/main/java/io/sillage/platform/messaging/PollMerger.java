package io.sillage.platform.messaging;

import io.sillage.platform.time.Pace;
import io.sillage.platform.time.PaceConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Puts [MergedPolls] between Kafka and every consumer.
@ApplicationScoped
class PollMerger implements PublisherDecorator {

    /// Before the decorator that moves each message to its own context.
    private static final int FIRST = -1;

    private final Vertx vertx;
    private final PaceConfig config;

    PollMerger(Vertx vertx, PaceConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> polls, List<String> channels, boolean isConnector) {
        return isConnector
                ? polls.plug(upstream -> new MergedPolls(upstream, vertx, new Pace(config.longestRest())))
                : polls;
    }

    @Override
    public int getPriority() {
        return FIRST;
    }
}
