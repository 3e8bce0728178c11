package io.sillage.events.waiting;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells everybody who waits at this moment that something happened.
public final class Signal {

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    /// Safe from any thread; listeners are told once.
    public void fire() {
        for (var listener : listeners) {
            if (listeners.remove(listener)) {
                listener.run();
            }
        }
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void ignore(Runnable listener) {
        listeners.remove(listener);
    }
}
