import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Posts events one by one over 64 connections, then batches of 1,000 over 8, and counts afterwards that each is in the
/// ledger once.
///
/// Argument: how many single events (default 20000); ten times as many in batches.
public final class Ingest {

    private static final int CONNECTIONS = 64;
    private static final int CONTACTS = 500;
    private static final int BATCH = 1_000;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int ROUND = 20_000;
    private static final int MOST_ROUNDS = 8;

    public static void main(String[] arguments) throws Exception {
        var events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        var audience = Audience.of(CONTACTS);
        var before = warmUp(audience);
        var seconds = post(audience, events);
        var rate = events / seconds;
        var baseline = events / Load.over(CONNECTIONS, events, (gateway, i) -> gateway.get("/3.0/ping"));
        var begun = System.nanoTime();
        var inBatches = events / BATCH * BATCH * 10;
        var batchSeconds = postBatches(audience, inBatches);
        before += inBatches;
        var stored = stored(audience, before + events);
        var storedSeconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("ping through the gateway      %8.0f requests/s%n", baseline);
        System.out.printf("single events, acknowledged   %8.0f events/s    (%.2f of ping; wanted: 3000/s)%n", rate, rate / baseline);
        System.out.printf("in batches of 1000, accepted  %8.0f events/s    (wanted: 100000/s)%n", inBatches / batchSeconds);
        System.out.printf("of these, into the ledger     %8.0f events/s    (wanted: 30000/s)%n", inBatches / storedSeconds);
        System.out.printf("posted %d, in the ledger %d: lost %d, doubled %d%n", before + events, stored,
                Math.max(0, before + events - stored), Math.max(0, stored - before - events));
        audience.delete();
        System.exit(stored == before + events ? 0 : 1);
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

    private static double post(Audience audience, int events) throws Exception {
        return Load.over(CONNECTIONS, events, (gateway, i) -> gateway.post(
                audience.eventsOf(i % CONTACTS), "{\"name\": \"bench_ingest\", \"properties\": {\"n\": \"%d\"}}".formatted(i)));
    }

    private static double postBatches(Audience audience, int events) throws Exception {
        return Load.over(BATCH_CONNECTIONS, events / BATCH, (gateway, i) -> {
            var body = IntStream.range(0, BATCH)
                    .mapToObj(n -> "{\"email_address\": \"%s\", \"name\": \"bench_batch\", \"properties\": {\"n\": \"%d\"}}"
                            .formatted(audience.contacts().get((i + n) % CONTACTS), n))
                    .collect(Collectors.joining(",", "{\"events\": [", "]}"));
            var answer = gateway.post(audience.batch(), body);
            if (answer.path("accepted").intValue() != BATCH) {
                throw new IllegalStateException("not all were accepted: " + answer);
            }
        });
    }

    private static long stored(Audience audience, long wanted) throws Exception {
        var deadline = System.nanoTime() + 60_000_000_000L;
        var total = new AtomicLong();
        do {
            total.set(0);
            Load.over(8, CONTACTS, (gateway, i) -> total.addAndGet(
                    gateway.get(audience.eventsOf(i) + "?count=1").path("total_items").longValue()));
        } while (total.get() < wanted && System.nanoTime() < deadline);
        return total.get();
    }
}
