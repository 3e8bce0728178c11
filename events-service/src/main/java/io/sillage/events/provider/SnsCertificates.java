package io.sillage.events.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sillage.events.integration.Unproven;
import io.sillage.platform.http.Problem;
import io.sillage.platform.outbound.OutboundAnswer;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundClient;
import io.sillage.platform.outbound.OutboundRequest;
import io.sillage.platform.outbound.OutboundUrl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;

/// Certificates of Amazon SNS, fetched from its own hosts over TLS, which is what makes them trustworthy.
@ApplicationScoped
class SnsCertificates {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration MEMORY = Duration.ofHours(12);

    private final OutboundClient client;
    private final Cache<String, PublicKey> keys =
            Caffeine.newBuilder().maximumSize(100).expireAfterWrite(MEMORY).build();

    SnsCertificates(OutboundClient client) {
        this.client = client;
    }

    /// Fails with 503 if the certificate cannot be had: SNS will send the message again; with 401 if SNS has none
    // there.
    Uni<PublicKey> key(OutboundUrl url) {
        var known = keys.getIfPresent(url.text());
        return known != null
                ? Uni.createFrom().item(known)
                : client.send(OutboundRequest.get(url, Map.of(), PATIENCE))
                        .map(SnsCertificates::key)
                        .invoke(key -> keys.put(url.text(), key));
    }

    private static PublicKey key(OutboundAnswer answer) {
        if (answer instanceof Answered(int status, String body) && status == 200) {
            return read(body);
        }
        throw answer instanceof Answered(int status, String _) && status / 100 == 4
                ? new Unproven()
                : Problem.unavailable();
    }

    private static PublicKey read(String pem) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            certificate.checkValidity();
            return certificate.getPublicKey();
        } catch (CertificateException e) {
            throw Problem.unavailable();
        }
    }
}
