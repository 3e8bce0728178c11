package io.sillage.platform.messaging;

import io.sillage.platform.time.Pace;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.MultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow.Subscription;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Hands to a consumer, as one poll, what several polls have brought while it worked and rested. The more there is to
/// do, the more records share a transaction.
final class MergedPolls extends MultiOperator<Message<?>, Message<?>> {

    /// How many polls may wait for the consumer. Under more load than that Kafka is not asked until it has them, and
    /// then gives much at once: many small polls cost more than what they bring.
    private static final int MOST_POLLS = 5;

    /// A consumer gets more records than this at once only if one poll brought them.
    private static final int MOST_RECORDS = 1000;

    private final Vertx vertx;
    private final Pace pace;

    MergedPolls(Multi<? extends Message<?>> upstream, Vertx vertx, Pace pace) {
        super(upstream.onItem().transform(message -> message));
        this.vertx = vertx;
        this.pace = pace;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Message<?>> consumer) {
        upstream().subscribe().withSubscriber(new Merger(consumer));
    }

    private final class Merger extends MultiOperatorProcessor<Message<?>, Message<?>> {

        private final Queue<Message<?>> waiting = new ArrayDeque<>();
        private long demand;
        private long handedAt = System.nanoTime();
        private int handedRecords;
        private boolean handing;
        private boolean resting;

        Merger(MultiSubscriber<? super Message<?>> consumer) {
            super(consumer);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            super.onSubscribe(subscription);
            super.request(MOST_POLLS);
        }

        /// The consumer has done what it had, and wants more.
        @Override
        public void request(long polls) {
            synchronized (this) {
                // who lags does not rest
                if (demand == 0 && handedRecords < MOST_RECORDS) {
                    pace.workedSince(handedAt);
                }
                demand = Long.MAX_VALUE - polls < demand ? Long.MAX_VALUE : demand + polls;
            }
            handOver();
        }

        @Override
        public void onItem(Message<?> poll) {
            synchronized (this) {
                waiting.add(poll);
            }
            handOver();
        }

        private void handOver() {
            for (var polls = next(); !polls.isEmpty(); polls = next()) {
                super.request(polls.size());
                super.onItem(MergedPoll.of(polls));
                synchronized (this) {
                    handing = false;
                }
            }
        }

        /// What the consumer gets now; empty if nothing waits, or it does not want anything or rests.
        private synchronized List<Message<?>> next() {
            if (handing || resting || demand == 0 || waiting.isEmpty()) {
                return List.of();
            }
            var rest = pace.restLeft();
            if (rest > 0) {
                resting = true;
                vertx.setTimer(rest, _ -> rested());
                return List.of();
            }
            handing = true;
            handedAt = System.nanoTime();
            demand--;
            return take();
        }

        private void rested() {
            synchronized (this) {
                resting = false;
            }
            handOver();
        }

        private List<Message<?>> take() {
            var taken = new ArrayList<Message<?>>();
            handedRecords = 0;
            while (!waiting.isEmpty()) {
                var more = MergedPoll.records(waiting.peek()).count();
                if (!taken.isEmpty() && handedRecords + more > MOST_RECORDS) {
                    break;
                }
                handedRecords += more;
                taken.add(waiting.remove());
            }
            return taken;
        }
    }
}
