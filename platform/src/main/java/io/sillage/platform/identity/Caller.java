package io.sillage.platform.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// The account on whose behalf a request runs, as the gateway's token says. Every query of an endpoint filters by it.
@RequestScoped
public class Caller {

    /// Claim with the account's id, a UUID.
    public static final String ACCOUNT = "account";

    /// Claim with what the account's plan allows, as JSON text.
    public static final String ENTITLEMENTS = "entitlements";

    /// Claim with the id of the API key that was used.
    public static final String KEY = "key";

    private final JsonWebToken token;
    private final ObjectMapper json;

    Caller(JsonWebToken token, ObjectMapper json) {
        this.token = token;
        this.json = json;
    }

    public UUID accountId() {
        String account = token.getClaim(ACCOUNT);
        if (account == null) {
            throw Problem.forbidden("This token does not act for an account.");
        }
        return UUID.fromString(account);
    }

    /// Who acts, for the record: `api_key:` and the id of the key.
    public String actor() {
        String key = token.getClaim(KEY);
        return key == null ? "" : "api_key:" + key;
    }

    public Entitlements entitlements() {
        String claim = token.getClaim(ENTITLEMENTS);
        try {
            return claim == null ? Entitlements.UNLIMITED : json.readValue(claim, Entitlements.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the gateway made a token whose entitlements cannot be read", e);
        }
    }
}
