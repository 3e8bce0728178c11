package io.sillage.platform.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Whoever sent a file has gone, or sent nothing for too long. Not an outage: we depend on nobody there.
final class BodyBrokenOff extends IOException {

    private static final long serialVersionUID = 1;

    BodyBrokenOff(IOException cause) {
        super("the body broke off before its end", cause);
    }

    static boolean isCauseOf(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyBrokenOff) {
                return true;
            }
        }
        return false;
    }
}
