import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Does something a number of times over a number of connections.
final class Load {

    interface Request {
        void send(Gateway connection, int i) throws Exception;
    }

    private Load() {}

    /// Seconds that it took.
    static double over(int connections, int requests, Request request) throws Exception {
        var next = new AtomicInteger();
        var begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new java.util.ArrayList<java.util.concurrent.Future<?>>();
            for (var c = 0; c < connections; c++) {
                workers.add(threads.submit(() -> {
                    try (var gateway = new Gateway()) {
                        for (var i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                            request.send(gateway, i);
                        }
                    }
                    return null;
                }));
            }
            for (var worker : workers) {
                worker.get();
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
