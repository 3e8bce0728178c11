package io.sillage.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;

/// Verifies each token once and remembers the outcome until it expires: the gateway sends the same token with every
/// request of an API key, and a signature costs more than everything else in a small request.
@ApplicationScoped
@Alternative
@Priority(1)
public class RememberedTokens extends JWTCallerPrincipalFactory {

    private static final int MOST = 10_000;

    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final Cache<String, JWTCallerPrincipal> verified = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(untilItExpires())
            .build();

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        var known = verified.getIfPresent(token);
        if (known != null) {
            return known;
        }
        var principal = new RememberedToken(token, verifier.parse(token, context));
        verified.put(token, principal);
        return principal;
    }

    private static Expiry<String, JWTCallerPrincipal> untilItExpires() {
        // tokens expire by the wall clock of the machines, never by the clock that can be moved
        return Expiry.creating((_, principal) -> Duration.between(
                Instant.ofEpochMilli(WallClock.millis()), Instant.ofEpochSecond(principal.getExpirationTime())));
    }
}
