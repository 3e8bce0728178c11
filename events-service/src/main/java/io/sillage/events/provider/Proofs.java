package io.sillage.events.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.events.integration.Door.Proof;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.Unproven;
import io.sillage.platform.http.BoundedJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// By what each provider proves that it sends a report: emits what is genuine, and fails with 401 if nothing is.
@ApplicationScoped
class Proofs {

    /// The setting that says which provider it is.
    static final String PROVIDER = "provider";

    private static final String KEY = "signing_key";

    private final SnsCertificates certificates;
    private final SignedTokens tokens;
    private final RealTime time;

    Proofs(SnsCertificates certificates, SignedTokens tokens, RealTime time) {
        this.certificates = certificates;
        this.tokens = tokens;
        this.time = time;
    }

    Proof ofHeaders(Integration integration, UnaryOperator<@Nullable String> headers) {
        return switch (integration.text(PROVIDER)) {
            case "sendgrid" -> {
                SendGrid.requireSigned(
                        headers.apply(SendGrid.SIGNATURE), headers.apply(SendGrid.TIMESTAMP), time.now());
                yield Proof.IN_BODY;
            }
            case "rfc3464" -> integration.bySecret(headers);
            default -> Proof.IN_BODY;
        };
    }

    private static void require(boolean genuine) {
        if (!genuine) {
            throw new Unproven();
        }
    }

    Uni<JsonNode> ofMailgun(Integration integration, byte[] body) {
        var said = BoundedJson.readTree(body);
        require(Mailgun.isGenuine(said, integration.text(KEY)));
        var signedAt = SignedAt.MAILGUN.require(Mailgun.timestamp(said), time.now());
        return tokens.use(integration, Mailgun.token(said), body, signedAt)
                .invoke(Proofs::requireUnused)
                .replaceWith(said);
    }

    private static void requireUnused(boolean unused) {
        if (!unused) {
            throw new Unproven("Something else was said with this token before.");
        }
    }

    Uni<byte[]> ofSendGrid(
            Integration integration, @Nullable String signature, @Nullable String timestamp, byte[] body) {
        require(SendGrid.isGenuine(body, signature, timestamp, integration.text(KEY)));
        return Uni.createFrom().item(body);
    }

    /// Only messages of the topic that the integration names: everybody can have one of his own.
    Uni<JsonNode> ofSns(Integration integration, byte[] body) {
        var message = BoundedJson.readTree(body);
        require(integration.text(KEY).equals(message.path("TopicArn").asText()));
        SignedAt.SNS.requireInstant(message.path("Timestamp").asText(), time.now());
        return certificates
                .key(AmazonSns.certificate(message).orElseThrow(Unproven::new))
                .invoke(key -> require(AmazonSns.isGenuine(message, key)))
                .replaceWith(message);
    }
}
