package io.sillage.gateway.identity;

import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RemoteAddress;
import io.sillage.gateway.limit.WrongKeys;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Knows the operator by a token of the configuration. Without one there is no operator.
@ApplicationScoped
public class Operator {

    private final Optional<byte[]> secret;
    private final WrongKeys wrongKeys;

    Operator(@ConfigProperty(name = "sillage.operator-token") Optional<String> secret, WrongKeys wrongKeys) {
        this.secret = secret.filter(token -> !token.isBlank()).map(Operator::bytes);
        this.wrongKeys = wrongKeys;
    }

    /// @throws Problem 401 unless the operator sent the request
    public void require(RoutingContext request) {
        var token =
                Credentials.bearer(request.request().getHeader("Authorization")).orElseThrow(Problem::notTheOperator);
        if (secret.isPresent() && MessageDigest.isEqual(secret.get(), bytes(token))) {
            return;
        }
        throw wrongKeys.allow(RemoteAddress.network(request)) ? Problem.notTheOperator() : Problem.tooManyWrongKeys();
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
