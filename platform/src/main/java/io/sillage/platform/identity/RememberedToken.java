package io.sillage.platform.identity;

import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A token that was verified, with the claims that were read from it: to look up one that the standard does not name
/// throws and catches an exception each time.
final class RememberedToken extends JWTCallerPrincipal {

    private final JWTCallerPrincipal verified;
    private final ConcurrentMap<String, Object> read = new ConcurrentHashMap<>();

    RememberedToken(String token, JWTCallerPrincipal verified) {
        super(token, "JWT");
        this.verified = verified;
    }

    @Override
    @SuppressWarnings("unchecked") // as the interface has it: the caller knows the type
    public <T> T getClaim(String name) {
        return (T) getClaimValue(name);
    }

    @Override
    protected @Nullable Object getClaimValue(String name) {
        var known = read.get(name);
        if (known != null) {
            return known;
        }
        Object value = verified.getClaim(name);
        if (value != null) {
            read.put(name, value);
        }
        return value;
    }

    @Override
    protected Collection<String> doGetClaimNames() {
        return verified.getClaimNames();
    }
}
