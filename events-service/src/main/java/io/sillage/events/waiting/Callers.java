package io.sillage.events.waiting;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/// Answers go back to where the question came from: to the Vert.x context of the caller, if it has one.
final class Callers {

    private Callers() {}

    static @Nullable Context current() {
        return Vertx.currentContext();
    }

    static void on(@Nullable Context context, Runnable action) {
        if (context == null) {
            action.run();
        } else {
            context.runOnContext(_ -> action.run());
        }
    }
}
