package io.sillage.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder (`.sillage`) in which everything lives that the local stack keeps. Only its owner may look into it.
public record Home(Path directory) {

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    public Home create() throws IOException {
        if (!Files.exists(directory)) {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(directory.getParent());
            Files.createDirectory(directory, owner);
        }
        return this;
    }

    /// Key of the local account, for the user's requests.
    Path apiKey() {
        return directory.resolve("api-key");
    }

    Path operatorToken() {
        return directory.resolve("operator-token");
    }

    /// How far the stack's clock is ahead.
    Path clock() {
        return directory.resolve("clock");
    }

    Path publicKey() {
        return directory.resolve("keys").resolve("public.pem");
    }

    Path privateKey() {
        return directory.resolve("keys").resolve("private.pem");
    }

    Path linksSecret() {
        return directory.resolve("keys").resolve("links-secret");
    }

    Path certificate() {
        return directory.resolve("tls").resolve("cert.pem");
    }

    Path certificateKey() {
        return directory.resolve("tls").resolve("key.pem");
    }

    Path inbox() {
        return directory.resolve("inbox");
    }

    Path apps() {
        return directory.resolve("apps");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /// Held by the launcher as long as it lives.
    public Path lock() {
        return directory.resolve("lock");
    }

    /// Who runs and where, for the script and for tests.
    Path state() {
        return directory.resolve("state.properties");
    }

    /// There while the whole stack can be used.
    Path ready() {
        return directory.resolve("ready");
    }
}
