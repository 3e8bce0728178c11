package io.sillage.platform.http;

import io.quarkus.arc.Arc;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler;
import org.jspecify.annotations.Nullable;

/// Whoever leaves before a long answer has ended is worth a line of the log. The framework makes an error of it, with a
/// stack trace; that remains for answers that break off for another reason.
@ApplicationScoped
class UnfinishedAnswers {

    private static final Logger FRAMEWORK = Logger.getLogger(PublisherResponseHandler.class.getName());

    void listen(@Observes StartupEvent start) {
        FRAMEWORK.setFilter(UnfinishedAnswers::isWorthAnError);
    }

    private static boolean isWorthAnError(LogRecord line) {
        if (isLeft(line.getThrown())) {
            Log.infof("An answer was left before its end %s", request());
            return false;
        }
        return true;
    }

    /// Whether that is how it shows that the other side has closed the connection.
    static boolean isLeft(@Nullable Throwable failure) {
        return failure instanceof IOException || failure instanceof HttpClosedException;
    }

    private static String request() {
        if (!Arc.container().requestContext().isActive()) {
            return "";
        }
        var current = CurrentRequestManager.get();
        var request = current == null ? null : current.unwrap(RoutingContext.class);
        return request == null ? "" : RequestGuard.described(request);
    }
}
