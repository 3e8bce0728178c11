package io.sillage.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import java.lang.reflect.Method;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/// What an endpoint says about the bodies that it takes.
///
/// @param most bytes
/// @param isStreamed whether the endpoint reads it as it comes
record BodyRule(long most, boolean isStreamed) {

    private static final long ORDINARY = BodyLimit.MIB;

    /// JSON that somebody means has more; a text of brackets alone has not.
    private static final int BYTES_OF_A_TOKEN = 16;

    static BodyRule of(Method endpoint) {
        var streamed = endpoint.getAnnotation(StreamedBody.class);
        return streamed == null
                ? new BodyRule(limit(endpoint), false)
                : new BodyRule(setting(streamed.limit()) + BodyLimit.SMALL, true);
    }

    private static long limit(Method endpoint) {
        return Optional.ofNullable(endpoint.getAnnotation(BodyLimit.class))
                .or(() -> Optional.ofNullable(endpoint.getDeclaringClass().getAnnotation(BodyLimit.class)))
                .map(limit -> (long) limit.value())
                .orElse(ORDINARY);
    }

    private static long setting(String name) {
        return ConfigProvider.getConfig().getValue(name, MemorySize.class).asLongValue();
    }

    /// How many tokens the JSON in such a body may have.
    int mostTokens() {
        return (int) Math.min(BoundedJson.MOST_TOKENS, most / BYTES_OF_A_TOKEN);
    }

    Problem tooLarge() {
        return Problem.tooLarge("The body of this request may have at most %d bytes.".formatted(most));
    }
}
