package io.sillage.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class RememberedTokenTest {

    private static final String SIGNED = "header.claims.signature";

    private final JwtClaims claims = new JwtClaims();
    private final RememberedToken token =
            new RememberedToken(SIGNED, new DefaultJWTCallerPrincipal(SIGNED, "JWT", claims));

    @Test
    void saysWhatTheVerifiedTokenSays() {
        claims.setSubject("key-1");
        claims.setStringClaim("account", "a1");
        claims.setStringListClaim("groups", "api");

        assertThat(token.getSubject()).isEqualTo("key-1");
        assertThat(token.<String>getClaim("account")).isEqualTo("a1");
        assertThat(token.getGroups()).isEqualTo(Set.of("api"));
        assertThat(token.getClaimNames()).contains("sub", "account", "groups");
        assertThat(token.getRawToken()).isEqualTo(SIGNED);
    }

    @Test
    void claimsThatAreNotThereStayAway() {
        assertThat(token.<String>getClaim("account")).isNull();
        assertThat(token.<String>getClaim(Claims.sub)).isNull();
        assertThat(token.claim("account")).isEmpty();
    }

    @Test
    void claimsAreReadOnce() {
        claims.setStringClaim("account", "a1");
        assertThat(token.<String>getClaim("account")).isEqualTo("a1");

        claims.unsetClaim("account");

        assertThat(token.<String>getClaim("account")).isEqualTo("a1");
    }
}
