package io.sillage.contacts.imports;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/// A file that is sent without a word of what it is, as `curl -T` does, is a CSV: without a type it would be taken for
/// a form.
@ApplicationScoped
class UntypedUploads {

    private static final Pattern UPLOAD = Pattern.compile("/3\\.0/lists/[^/]+/imports/?");
    private static final int BEFORE_ROUTING = 100;

    void register(@Observes Filters filters) {
        filters.register(UntypedUploads::name, BEFORE_ROUTING);
    }

    private static void name(RoutingContext context) {
        var request = context.request();
        if (request.method() == HttpMethod.POST
                && !request.headers().contains(HttpHeaders.CONTENT_TYPE)
                && UPLOAD.matcher(request.path()).matches()) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "text/csv");
        }
        context.next();
    }
}
