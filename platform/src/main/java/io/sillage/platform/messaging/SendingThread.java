package io.sillage.platform.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// The one thread of a producer, whose `send` may block, with a bounded queue. What comes within a moment it does
/// together: only the first of it has to wake a thread, and Kafka's own thread finds it all at once.
final class SendingThread implements AutoCloseable {

    private static final int MOST_WAITING = 50_000;

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final long moment;
    private final Thread thread;

    /// @param moment how long the first waits for others
    SendingThread(String name, Duration moment) {
        this.moment = moment.toNanos();
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /// In the order of the calls. `false` if too much waits already.
    boolean offer(Runnable task) {
        return waiting.offer(task);
    }

    private void work() {
        try {
            while (true) {
                var first = waiting.take();
                LockSupport.parkNanos(moment);
                first.run();
                carryOut();
            }
        } catch (InterruptedException _) {
            carryOut();
        }
    }

    private void carryOut() {
        var tasks = new ArrayList<Runnable>();
        waiting.drainTo(tasks);
        tasks.forEach(Runnable::run);
    }

    /// What waits still is done, as far as the producer still takes it.
    @Override
    public void close() {
        thread.interrupt();
    }
}
