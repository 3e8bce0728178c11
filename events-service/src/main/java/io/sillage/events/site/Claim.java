package io.sillage.events.site;

import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.Signatures;
import io.sillage.platform.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/// Who a page says that a visitor is.
///
/// @param proven whether somebody said so who can know it: we ourselves in a link of an email, or whoever has the
/// secret of the integration
public record Claim(Identity identity, boolean proven) {

    private static final String ALGORITHM = "HmacSHA256";

    /// `{type, value, proof}`; empty if nobody can be meant by it. A wrong proof is as good as none.
    ///
    /// @param tokens reads tokens of links in our emails
    public static Optional<Claim> of(JsonBody said, Integration site, Function<String, Optional<Identity>> tokens) {
        var value = said.field("value").text().orElse("");
        return switch (said.field("type").text().orElse("")) {
            case "EMAIL" -> Identity.ofEmail(value).map(identity -> of(identity, said, site));
            case "EMAIL_SHA256" -> Identity.ofSha256(value).map(identity -> of(identity, said, site));
            case "HASH" -> Identity.ofHash(value).map(identity -> of(identity, said, site));
            case "TOKEN" -> tokens.apply(value).map(identity -> new Claim(identity, true));
            default -> Optional.empty();
        };
    }

    private static Claim of(Identity identity, JsonBody said, Integration site) {
        return new Claim(identity, isProof(said, site));
    }

    /// Whether another one says nothing that this one does not.
    boolean covers(Claim other) {
        return identity.equals(other.identity) && (proven || !other.proven);
    }

    /// Whether there is a proof, and it is none.
    static boolean isWrong(JsonBody said, Integration site) {
        return said.field("proof").text().isPresent() && !isProof(said, site);
    }

    /// The value is signed as it was given: whoever signs it does not know what we make of it.
    private static boolean isProof(JsonBody said, Integration site) {
        var value = said.node().path("value").asText().getBytes(StandardCharsets.UTF_8);
        return Signatures.isHex(said.field("proof").text().orElse(null), ALGORITHM, site.secret(), value);
    }
}
