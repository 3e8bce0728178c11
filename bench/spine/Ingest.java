import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Posts events one by one over 64 connections, then batches of 1,000 over 8, and counts afterwards that each is in the
/// ledger once. Beside it, what the gateway answers by itself, how often it gets an empty answer from events-service for
/// somebody with a key (OPTIONS of the same path), and what the broker takes from a producer that does nothing else.
///
/// Arguments: how many single events (default 20000); how many in batches (default 400000); `alone` lets the services that
/// follow stand still meanwhile.
public final class Ingest {

    private static final int CONNECTIONS = 64;
    private static final int CONTACTS = 500;
    private static final int BATCH = 1_000;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int BODIES = 50;
    private static final int ROUND = 20_000;
    private static final int MOST_ROUNDS = 8;
    private static final long PATIENCE = 120_000_000_000L;
    private static final long PAUSE = 50_000_000L;

    public static void main(String[] arguments) throws Exception {
        var events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        var inBatches = (arguments.length > 1 ? Integer.parseInt(arguments[1]) : 400_000) / BATCH * BATCH;
        var alone = arguments.length > 2 && arguments[2].equals("alone");
        var audience = Audience.of(CONTACTS);
        long posted;
        try (var _ = alone ? Paused.services("segments-service", "automation-service") : Paused.services()) {
            posted = rate(audience, events, inBatches);
        }
        var isComplete = isComplete(audience, posted);
        audience.delete();
        System.exit(isComplete ? 0 : 1);
    }

    /// Emits how many events it posted.
    private static long rate(Audience audience, int events, int inBatches) throws Exception {
        var bodies = IntStream.range(0, BODIES).mapToObj(i -> body(audience, i)).toList();
        var warmUp = warmUp(audience) + warmUpBatches(audience, bodies);
        awaitLedger(audience, warmUp);
        var limit = Producer.recordsPerSecond();
        var rate = events / post(audience, events);
        var baseline = events / Load.over(CONNECTIONS, events, (gateway, i) -> gateway.get("/3.0/ping"));
        var empty = events / Load.over(
                CONNECTIONS, events, (gateway, i) -> gateway.send("OPTIONS", audience.eventsOf(i % CONTACTS), ""));
        awaitLedger(audience, warmUp + events);
        var begun = System.nanoTime();
        var batchRate = inBatches / postBatches(audience, bodies, inBatches);
        var posted = (long) warmUp + events + inBatches;
        awaitLedger(audience, posted);
        var ledgerRate = inBatches / ((System.nanoTime() - begun) / 1e9);
        System.out.printf("ping, by the gateway itself   %8.0f requests/s%n", baseline);
        System.out.printf("empty answers through it      %8.0f requests/s%n", empty);
        System.out.printf("single events, acknowledged   %8.0f events/s    (%.2f of ping, %.2f of empty; wanted: 0.3, 6000/s)%n",
                rate, rate / baseline, rate / empty);
        System.out.printf("a producer alone, broker      %8.0f records/s%n", limit);
        System.out.printf("in batches of 1000, accepted  %8.0f events/s    (%.2f of the producer; wanted: 100000/s)%n", batchRate, batchRate / limit);
        System.out.printf("of these, into the ledger     %8.0f events/s    (%.2f of the producer; wanted: 30000/s)%n", ledgerRate, ledgerRate / limit);
        return posted;
    }

    private static boolean isComplete(Audience audience, long posted) throws Exception {
        var stored = stored(audience);
        System.out.printf("posted %d, in the ledger %d: lost %d, doubled %d%n", posted, stored,
                Math.max(0, posted - stored), Math.max(0, stored - posted));
        return stored == posted;
    }

    /// The first minutes after a start are spent compiling: goes on until a round is hardly faster than the one before.
    private static int warmUp(Audience audience) throws Exception {
        var rate = 0.0;
        for (var round = 1; round <= MOST_ROUNDS; round++) {
            var next = ROUND / post(audience, ROUND);
            System.out.printf("warming up, round %d           %8.0f events/s%n", round, next);
            if (next < 1.05 * rate) {
                return round * ROUND;
            }
            rate = next;
        }
        return MOST_ROUNDS * ROUND;
    }

    private static int warmUpBatches(Audience audience, List<String> bodies) throws Exception {
        var rate = 0.0;
        for (var round = 1; round <= MOST_ROUNDS; round++) {
            var next = 10 * ROUND / postBatches(audience, bodies, 10 * ROUND);
            System.out.printf("warming up, in batches %d      %8.0f events/s%n", round, next);
            if (next < 1.05 * rate) {
                return round * 10 * ROUND;
            }
            rate = next;
        }
        return MOST_ROUNDS * 10 * ROUND;
    }

    private static double post(Audience audience, int events) throws Exception {
        return Load.over(CONNECTIONS, events, (gateway, i) -> gateway.post(
                audience.eventsOf(i % CONTACTS), "{\"name\": \"bench_ingest\", \"properties\": {\"n\": \"%d\"}}".formatted(i)));
    }

    private static String body(Audience audience, int first) {
        return IntStream.range(0, BATCH)
                .mapToObj(n -> "{\"email_address\": \"%s\", \"name\": \"bench_batch\", \"properties\": {\"n\": \"%d\"}}"
                        .formatted(audience.contacts().get((first + n) % CONTACTS), n))
                .collect(Collectors.joining(",", "{\"events\": [", "]}"));
    }

    private static double postBatches(Audience audience, List<String> bodies, int events) throws Exception {
        return Load.over(BATCH_CONNECTIONS, events / BATCH, (gateway, i) -> {
            var answer = gateway.post(audience.batch(), bodies.get(i % BODIES));
            if (answer.path("accepted").intValue() != BATCH) {
                throw new IllegalStateException("not all were accepted: " + answer);
            }
        });
    }

    /// Asks for a number that costs nothing to read; [#stored] counts what is really there.
    private static void awaitLedger(Audience audience, long wanted) throws Exception {
        var deadline = System.nanoTime() + PATIENCE;
        try (var gateway = new Gateway()) {
            for (var seen = 0L; seen < wanted && System.nanoTime() < deadline; ) {
                seen = 0;
                for (var name : gateway.get(audience.eventNames()).path("event_names")) {
                    seen += name.path("count").longValue();
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static long stored(Audience audience) throws Exception {
        var total = new AtomicLong();
        Load.over(8, CONTACTS, (gateway, i) -> total.addAndGet(
                gateway.get(audience.eventsOf(i) + "?count=1").path("total_items").longValue()));
        return total.get();
    }
}
