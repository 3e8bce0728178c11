import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.concurrent.locks.LockSupport;

/// How long it takes from an accepted event to a readable membership and to an email handed to SMTP.
///
/// Arguments: events one at a time (default 100), events at 100/s (default 3000).
public final class Latency {

    private static final int RATE = 100;
    private static final int WARM_UP = 4_500;

    public static void main(String[] arguments) throws Exception {
        var single = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        var many = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3_000;
        measure(50, 0);
        measure(WARM_UP, RATE); // the first minute after a start is spent compiling
        measure(single, 0).print("one event at a time", "membership p50 < 25 ms", "email p50 < 60 ms");
        measure(many, RATE).print(RATE + " events/s", "membership p99 < 250 ms", "email p99 < 500 ms");
    }

    record Outcome(Figures readable, Figures mailed) {
        void print(String how, String wantedReadable, String wantedMailed) {
            readable.print("event accepted -> membership readable, " + how, wantedReadable);
            mailed.print("event accepted -> email handed to SMTP, " + how, wantedMailed);
        }
    }

    /// With a rate of 0, each event waits until the one before was readable and mailed.
    private static Outcome measure(int events, int rate) throws Exception {
        var audience = Audience.of(events);
        var segment = audience.segment("bench");
        audience.flow("bench");
        var count = "/3.0/lists/%s/segments/%d?fields=member_count".formatted(audience.id(), segment);
        var accepted = new long[events];
        var readable = new long[events];
        // asking is work too: at a rate, not so often that it becomes the load
        var pause = rate == 0 ? 1_000_000L : 25_000_000L;
        var reader = Thread.ofPlatform().start(() -> read(count, readable, pause));
        post(audience, events, rate, accepted, readable);
        reader.join();
        var mailed = mailedAt(audience, accepted);
        audience.delete();
        return new Outcome(difference(readable, accepted), difference(mailed, accepted));
    }

    private static void post(Audience audience, int events, int rate, long[] accepted, long[] readable) throws Exception {
        var begin = System.nanoTime();
        try (var gateway = new Gateway()) {
            for (var i = 0; i < events; i++) {
                if (rate > 0) {
                    LockSupport.parkNanos(begin + i * 1_000_000_000L / rate - System.nanoTime());
                } else {
                    LockSupport.parkNanos(20_000_000L); // the stack is idle between two events
                }
                gateway.post(audience.eventsOf(i), "{\"name\": \"bench\", \"properties\": {\"n\": \"%d\"}}".formatted(i));
                accepted[i] = micros();
                while (rate == 0 && readAt(readable, i) == 0) {
                    LockSupport.parkNanos(100_000L);
                }
            }
        }
    }

    private static synchronized long readAt(long[] readable, int i) {
        return readable[i];
    }

    private static synchronized void write(long[] readable, int from, int to, long at) {
        for (var i = from; i < to; i++) {
            readable[i] = at;
        }
    }

    private static void read(String path, long[] readable, long pauseNanos) {
        var seen = 0;
        try (var gateway = new Gateway()) {
            while (seen < readable.length) {
                var count = gateway.get(path).path("member_count").intValue();
                if (count > seen) {
                    write(readable, seen, count, micros());
                    seen = count;
                }
                LockSupport.parkNanos(pauseNanos);
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long[] mailedAt(Audience audience, long[] accepted) throws Exception {
        var index = new HashMap<String, Integer>();
        audience.contacts().forEach(contact -> index.put(contact, index.size()));
        var mailed = new long[accepted.length];
        var found = 0;
        var deadline = System.nanoTime() + 30_000_000_000L;
        try (var gateway = new Gateway()) {
            var ahead = ahead(gateway);
            while (found < mailed.length && System.nanoTime() < deadline) {
                found = 0;
                for (var offset = 0; offset < mailed.length; offset += 1000) {
                    for (var message : gateway.get("/local/inbox?count=1000&offset=" + offset).path("messages")) {
                        var contact = index.get(message.path("to").textValue());
                        if (contact != null) {
                            mailed[contact] = micros(message.path("received_at").textValue()) - ahead;
                            found++;
                        }
                    }
                }
            }
        }
        if (found != mailed.length) {
            throw new IllegalStateException("%d of %d emails arrived".formatted(found, mailed.length));
        }
        return mailed;
    }

    /// By how many whole seconds the clock of the stack was moved, in microseconds.
    private static long ahead(Gateway gateway) throws java.io.IOException {
        return Math.round((micros(gateway.get("/local/clock").path("now").textValue()) - micros()) / 1e6) * 1_000_000;
    }

    private static Figures difference(long[] later, long[] earlier) {
        var micros = new long[later.length];
        for (var i = 0; i < micros.length; i++) {
            micros[i] = Math.max(0, later[i] - earlier[i]);
        }
        return Figures.of(micros);
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
