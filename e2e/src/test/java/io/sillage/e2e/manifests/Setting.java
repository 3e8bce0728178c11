package io.sillage.e2e.manifests;

import java.util.Locale;
import java.util.Optional;

/// A setting that the code of a module reads. A part of the name that an installation chooses is a `*`.
record Setting(String module, String name, boolean required, Optional<String> byDefault) {

    /// The environment variable that sets it, as the MicroProfile Config specification derives it.
    String variable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
