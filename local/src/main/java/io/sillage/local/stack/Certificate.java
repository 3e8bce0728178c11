package io.sillage.local.stack;

import io.sillage.local.process.StartFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/// The self-signed certificate under which the gateway speaks HTTPS on this machine.
final class Certificate {

    private static final char[] PASSWORD = "changeit".toCharArray(); // of a file that is deleted again at once
    private static final int VALID_DAYS = 825;
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private Certificate() {}

    static void makeIfMissing(Home home, InstantSource clock) throws IOException {
        if (Files.exists(home.certificate()) && isValidLongEnough(home.certificate(), clock)) {
            return;
        }
        Files.createDirectories(home.certificate().getParent());
        var store = home.certificate().resolveSibling("new.p12");
        try {
            Files.deleteIfExists(store);
            generate(store);
            export(store, home);
        } catch (GeneralSecurityException e) {
            throw new StartFailed("The certificate for HTTPS could not be made: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static boolean isValidLongEnough(Path file, InstantSource clock) throws IOException {
        try (InputStream pem = Files.newInputStream(file)) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            certificate.checkValidity(Date.from(clock.instant().plus(RENEW_BEFORE)));
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    /// The JDK has no public way to make a certificate but its own tool.
    private static void generate(Path store) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "sillage",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-ext",
                "EKU=serverAuth",
                "-validity",
                String.valueOf(VALID_DAYS),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                String.valueOf(PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new StartFailed("The certificate for HTTPS could not be made: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void export(Path store, Home home) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        SecretFile.write(
                home.certificateKey(),
                Pem.of("PRIVATE KEY", keys.getKey("sillage", PASSWORD).getEncoded()));
        Files.writeString(
                home.certificate(),
                Pem.of("CERTIFICATE", keys.getCertificate("sillage").getEncoded()) + "\n");
    }
}
