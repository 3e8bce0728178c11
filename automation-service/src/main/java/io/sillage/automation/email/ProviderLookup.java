package io.sillage.automation.email;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Asks the provider whether it has an email, where it can be asked.
@ApplicationScoped
class ProviderLookup {

    private static final long TIMEOUT_MILLIS = 5_000;

    enum Answer {
        HAS_IT,
        HAS_IT_NOT,
        /// There is nobody to ask.
        NOBODY_KNOWS,
        /// Whoever could know does not answer at the moment.
        NO_ANSWER
    }

    private final EmailConfig config;
    private final HttpClient client;

    ProviderLookup(EmailConfig config, Vertx vertx) {
        this.config = config;
        this.client = vertx.createHttpClient();
    }

    /// Never fails.
    Uni<Answer> ask(String messageId) {
        return config.lookupUrl().map(url -> ask(url, messageId)).orElseGet(() -> Uni.createFrom()
                .item(Answer.NOBODY_KNOWS));
    }

    private Uni<Answer> ask(URI url, String messageId) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url + URLEncoder.encode(messageId, StandardCharsets.UTF_8))
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setIdleTimeout(TIMEOUT_MILLIS);
        return client.request(options)
                .chain(HttpClientRequest::send)
                .map(ProviderLookup::answer)
                .onFailure()
                .recoverWithItem(Answer.NO_ANSWER);
    }

    private static Answer answer(HttpClientResponse response) {
        return switch (response.statusCode()) {
            case 200 -> Answer.HAS_IT;
            case 404 -> Answer.HAS_IT_NOT;
            default -> Answer.NO_ANSWER;
        };
    }
}
