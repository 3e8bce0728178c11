package io.sillage.local.process;

import java.time.Duration;

/// Waiting a moment for another process, which nobody will tell us about.
public final class Pause {

    private static final Duration SHORT = Duration.ofMillis(50);

    private Pause() {}

    public static void shortly() {
        of(SHORT);
    }

    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
