package io.sillage.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Everything that only this stack knows. Made at random at the first start, then kept.
record Secrets(String apiKey, String operatorToken, String linksSecret) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Secrets of(Home home) throws IOException {
        makeKeyPairIfMissing(home);
        return new Secrets(
                SecretFile.readOrMake(home.apiKey(), () -> hex(16) + "-us1"),
                SecretFile.readOrMake(home.operatorToken(), () -> hex(32)),
                SecretFile.readOrMake(home.linksSecret(), () -> hex(32)));
    }

    /// The pair with which the gateway signs, and the services verify, who is calling.
    private static void makeKeyPairIfMissing(Home home) throws IOException {
        if (Files.exists(home.publicKey())) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, RANDOM);
            var pair = generator.generateKeyPair();
            SecretFile.write(
                    home.privateKey(), Pem.of("PRIVATE KEY", pair.getPrivate().getEncoded()));
            SecretFile.write(
                    home.publicKey(), Pem.of("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
