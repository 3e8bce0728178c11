import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// How long it takes to read from an audience of many: pages, filters, sorting, search, numbers, one member.
///
/// Arguments: contacts (default 1000000), the id of an audience that has them already (default: makes one, and deletes
/// it).
public final class Lists {

    private static final int RATE = 50;
    private static final int REQUESTS = 500;
    private static final int CONNECTIONS = 8; // the API allows an account 10

    public static void main(String[] arguments) throws Exception {
        var contacts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        if (arguments.length > 1) {
            measureAll(arguments[1], contacts);
            return;
        }
        var audience = Audience.of(0);
        try {
            ImportFile.fill(audience, contacts);
            measureAll(audience.id(), contacts);
        } finally {
            audience.delete();
        }
    }

    private interface Request {
        String path(int i);
    }

    private static void measureAll(String listId, int contacts) throws Exception {
        var list = "/3.0/lists/" + listId;
        var members = list + "/members";
        for (var counted : new boolean[] {false, true}) { // the first round warms up
            measure(counted, "the audience and its numbers", _ -> list);
            measure(counted, "a page of members", i -> members + "?count=10&offset=" + 10 * (i % 100));
            measure(counted, "subscribed ones", i -> members + "?status=subscribed&count=10&offset=" + 10 * (i % 100));
            measure(counted, "the last changed", _ -> members + "?sort_field=last_changed&sort_dir=DESC&count=10");
            measure(counted, "those changed since a day", i -> members + "?since_last_changed=2020-01-01&count=10&offset=" + i % 100);
            measure(counted, "those who want text", _ -> members + "?email_type=text&count=10");
            measure(counted, "contacts of the audience", _ -> "/3.0/audiences/" + listId + "/contacts?count=10");
            measure(counted, "one member", i -> members + "/member%d%%40example.org".formatted(some(i, contacts)));
            measure(counted, "search for an address",
                    i -> "/3.0/search-members?query=member%d@example.org&list_id=%s".formatted(some(i, contacts), listId));
            measure(counted, "search for a last name",
                    i -> "/3.0/search-members?query=Last%d&list_id=%s".formatted(10_000 + some(i, 60_000), listId));
        }
    }

    /// Spread over everybody, and the same in each run.
    private static int some(int i, int of) {
        return (int) (i * 2_654_435_761L % of);
    }

    /// At a fixed rate; each is timed from when it should have begun, so that a slow one counts for those behind it.
    private static void measure(boolean counted, String what, Request request) throws Exception {
        BlockingQueue<Gateway> free = new LinkedBlockingQueue<>();
        for (var c = 0; c < CONNECTIONS; c++) {
            free.add(new Gateway());
        }
        var micros = new long[REQUESTS];
        var failure = new AtomicReference<Exception>();
        var begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < REQUESTS && failure.get() == null; i++) {
                var number = i;
                var due = begin + i * 1_000_000_000L / RATE;
                LockSupport.parkNanos(due - System.nanoTime());
                threads.submit(() -> {
                    var gateway = free.take();
                    try {
                        gateway.get(request.path(number));
                    } catch (Exception e) {
                        failure.set(e);
                    } finally {
                        free.add(gateway);
                    }
                    micros[number] = (System.nanoTime() - due) / 1_000;
                    return null;
                });
            }
        }
        for (var gateway : free) {
            gateway.close();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        if (counted) {
            Figures.of(micros).print(what, "p99 < 50 ms at " + RATE + "/s");
        }
    }
}
