import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Reads at a fixed rate.
final class Reads {

    private static final int RATE = 50;
    private static final int REQUESTS = 500;
    private static final int CONNECTIONS = 8; // the API allows an account 10

    private Reads() {}

    interface Request {
        String path(int i);
    }

    /// At a fixed rate; each is timed from when it should have begun, so that a slow one counts for those behind it.
    static void measure(boolean counted, String what, Request request) throws Exception {
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
