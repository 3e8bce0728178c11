package io.sillage.gateway.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.gateway.forwarding.Service;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import io.smallrye.jwt.util.ResourceUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Mints the short-lived internal tokens (JWT, RS256) by which services know a caller.
///
/// Each names the service that it is for, so that what reaches one is worth nothing at another.
///
/// A signature costs more than all the rest of a small request, so a token is kept and used again for half of its
/// life.
@Startup
@ApplicationScoped
public class Tokens {

    private static final String ISSUER = "sillage-gateway";

    private final PrivateKey signingKey;
    private final Duration validity;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final AtomicReferenceArray<@Nullable OperatorToken> operator =
            new AtomicReferenceArray<>(Service.values().length);

    private record OperatorToken(String jwt, Instant renewAt) {}

    Tokens(
            @ConfigProperty(name = "smallrye.jwt.sign.key.location") String keyLocation,
            KeyConfig config,
            ObjectMapper json,
            InstantSource clock)
            throws IOException, GeneralSecurityException {
        this.signingKey = readKey(keyLocation);
        this.validity = config.tokenValidity();
        this.json = json;
        this.clock = clock;
    }

    /// A PEM file, by path or URL, as Quarkus means this property.
    private static PrivateKey readKey(String location) throws IOException, GeneralSecurityException {
        try (var pem = ResourceUtils.getResourceStream(location)) {
            if (pem == null) {
                throw new FileNotFoundException("There is no signing key at " + location);
            }
            return KeyUtils.decodePrivateKey(new String(pem.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /// Says that the bearer acts for the account. A change of the account makes a new token at once.
    String of(ApiKey key, AccountChanged account, Service service) {
        var now = clock.instant();
        var kept = key.token(service);
        if (kept != null && kept.isGoodFor(account, now)) {
            return kept.jwt();
        }
        var minted = new MintedToken(mint(key, account, service), account, renewAt(now));
        key.keep(service, minted);
        return minted.jwt();
    }

    /// Says that the bearer is the operator, who acts for no account.
    public String ofOperator(Service service) {
        var now = clock.instant();
        var kept = operator.get(service.ordinal());
        if (kept != null && now.isBefore(kept.renewAt())) {
            return kept.jwt();
        }
        var minted = new OperatorToken(sign(Jwt.upn("operator").groups("operator"), service), renewAt(now));
        operator.set(service.ordinal(), minted);
        return minted.jwt();
    }

    private String mint(ApiKey key, AccountChanged account, Service service) {
        var accountId = account.accountId().toString();
        return sign(
                Jwt.upn(accountId)
                        .groups("api")
                        .claim("account", accountId)
                        .claim("key", key.grant().apiKeyId().toString())
                        .claim("entitlements", write(account.entitlements())),
                service);
    }

    private String sign(JwtClaimsBuilder claims, Service service) {
        return claims.issuer(ISSUER)
                .audience(service.audience())
                .expiresIn(validity)
                .jws()
                .sign(signingKey);
    }

    private Instant renewAt(Instant now) {
        return now.plus(validity.dividedBy(2));
    }

    private String write(Entitlements entitlements) {
        try {
            return json.writeValueAsString(entitlements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entitlements cannot be written as JSON", e);
        }
    }
}
