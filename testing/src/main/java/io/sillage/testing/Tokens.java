package io.sillage.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sillage.contracts.Entitlements;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/// Internal tokens as the gateway makes them, signed with a key that lives as long as this JVM.
///
/// The key travels in system properties, because a test and the resource that starts its service are loaded by
/// different class loaders.
public final class Tokens {

    private static final String PRIVATE_KEY = "sillage.test.jwt.private-key";
    private static final String PUBLIC_KEY = "sillage.test.jwt.public-key";
    private static final long HOUR = 3_600;

    private static final ObjectMapper JSON = new ObjectMapper().registerModules(new JavaTimeModule(), new Jdk8Module());

    private Tokens() {}

    /// What a service under test must be configured with to accept these tokens.
    public static Map<String, String> configuration() {
        ensureKeys();
        return Map.of("mp.jwt.verify.publickey", System.getProperty(PUBLIC_KEY));
    }

    /// A token that acts for an account on which nothing is limited.
    public static String of(UUID accountId) {
        return of(accountId, Entitlements.UNLIMITED);
    }

    public static String of(UUID accountId, Entitlements entitlements) {
        return sign(
                Map.of("account", accountId.toString(), "entitlements", write(entitlements), "groups", List.of("api")));
    }

    /// A token of the operator, who acts for no account.
    public static String operator() {
        return sign(Map.of("groups", List.of("operator")));
    }

    /// A token that is good in every way, but for another service than the one under test.
    public static String ofOtherService(UUID accountId) {
        return sign(Map.of("account", accountId.toString(), "groups", List.of("api"), "aud", "another-service"));
    }

    private static String sign(Map<String, Object> said) {
        ensureKeys();
        var claims = new LinkedHashMap<String, Object>(Map.of("aud", application()));
        claims.putAll(said);
        var now = Clock.systemUTC().instant().getEpochSecond();
        var payload = new LinkedHashMap<>(claims);
        payload.putAll(Map.of("iss", "sillage-gateway", "sub", "test", "upn", "test", "iat", now, "exp", now + HOUR));
        var unsigned = encode(write(Map.of("alg", "RS256", "typ", "JWT"))) + "." + encode(write(payload));
        return unsigned + "." + signature(unsigned);
    }

    /// The service under test.
    private static String application() {
        return ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
    }

    private static String signature(String unsigned) {
        try {
            var bytes = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
            signer.update(unsigned.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void ensureKeys() {
        if (System.getProperty(PUBLIC_KEY) != null) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var base64 = Base64.getEncoder();
            System.setProperty(
                    PRIVATE_KEY, base64.encodeToString(pair.getPrivate().getEncoded()));
            System.setProperty(
                    PUBLIC_KEY, base64.encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
