package io.sillage.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the gateway finds around it: services that echo, a signing key, a certificate, an operator.
public final class GatewayResource implements QuarkusTestResourceLifecycleManager {

    static final String OPERATOR_TOKEN = "operator-token-of-the-tests";
    static final String PUBLIC_KEY = "sillage.test.gateway.public-key";

    private final EchoServices services = new EchoServices();

    @Override
    public Map<String, String> start() {
        try {
            return configuration(Files.createTempDirectory("gateway-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        services.close();
    }

    private Map<String, String> configuration(Path folder) throws IOException {
        var configuration = new HashMap<String, String>();
        for (var service : List.of("contacts", "events", "segments")) {
            configuration.put("sillage.gateway." + service + "-url", services.start(service));
        }
        // nobody listens there until a test does
        configuration.put("sillage.gateway.automation-url", "http://localhost:" + EchoServices.freePort());
        configuration.put("sillage.operator-token", OPERATOR_TOKEN);
        configuration.put("sillage.local.clock-file", folder.resolve("clock").toString());
        configuration.put("sillage.local.inbox-url", services.start("inbox"));
        configuration.putAll(signingKey(folder));
        configuration.putAll(Certificate.create(folder));
        return configuration;
    }

    private static Map<String, String> signingKey(Path folder) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var file = folder.resolve("signing-key.pem");
            Files.writeString(
                    file, Certificate.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            return Map.of(
                    "smallrye.jwt.sign.key.location",
                    file.toUri().toString(),
                    PUBLIC_KEY,
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
