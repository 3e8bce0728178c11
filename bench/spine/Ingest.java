import java.util.concurrent.atomic.AtomicLong;

/// Posts events one by one over 64 connections, and counts afterwards that each is in the ledger once.
///
/// Argument: how many (default 20000).
public final class Ingest {

    private static final int CONNECTIONS = 64;
    private static final int CONTACTS = 500;
    private static final int WARM_UP = 20_000;

    public static void main(String[] arguments) throws Exception {
        var events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        var audience = Audience.of(CONTACTS);
        var cold = WARM_UP / post(audience, WARM_UP);
        var baseline = events / Load.over(CONNECTIONS, events, (gateway, i) -> gateway.get("/3.0/ping"));
        var seconds = post(audience, events);
        var rate = events / seconds;
        var stored = stored(audience, WARM_UP + events);
        System.out.printf("warming up                    %8.0f events/s%n", cold);
        System.out.printf("ping through the gateway      %8.0f requests/s%n", baseline);
        System.out.printf("single events, acknowledged   %8.0f events/s    (%.2f of ping; wanted: 3000/s)%n", rate, rate / baseline);
        System.out.printf("posted %d, in the ledger %d: lost %d, doubled %d%n", WARM_UP + events, stored,
                Math.max(0, WARM_UP + events - stored), Math.max(0, stored - WARM_UP - events));
        audience.delete();
        System.exit(stored == WARM_UP + events ? 0 : 1);
    }

    private static double post(Audience audience, int events) throws Exception {
        return Load.over(CONNECTIONS, events, (gateway, i) -> gateway.post(
                audience.eventsOf(i % CONTACTS), "{\"name\": \"bench_ingest\", \"properties\": {\"n\": \"%d\"}}".formatted(i)));
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
