package io.sillage.events.integration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What kinds of systems can be connected, and what has to be known of each.
public enum IntegrationType {
    SITE(
            "site.js",
            Setting.required("domain"),
            Setting.texts("hosts"),
            Setting.flag("consent_required"),
            Setting.text("foreign_id"),
            Setting.text("store_id"),
            Setting.choice("unproven_identities", "trigger", "record")),
    SHOPIFY(
            "webhooks",
            Setting.required("shop"),
            Setting.required("store_id"),
            Setting.secret("webhook_secret"),
            Setting.choice("unproven_identities", "trigger", "record")),
    EVENTBRITE("notices", Setting.secret("token")),
    SMS(
            "inbound",
            Setting.required("phone_number"),
            Setting.secret("auth_token"),
            Setting.text("help_text"),
            Setting.text("consent_text")),
    EMAIL_PROVIDER(
            "reports",
            Setting.oneOf("provider", "mailgun", "sendgrid", "ses", "rfc3464"),
            Setting.optionalSecret("signing_key")),
    ZAPIER("events"),
    CHAT("ended"),
    SURVEY("responses");

    private final String entrance;
    private final List<Setting> settings;

    IntegrationType(String entrance, Setting... settings) {
        this.entrance = entrance;
        this.settings = List.of(settings);
    }

    /// What can be set.
    ///
    /// @param secret never shown again
    /// @param words the only ones that it can be; empty for any text
    record Setting(String name, Kind kind, boolean required, boolean secret, Set<String> words) {

        enum Kind {
            TEXT,
            TEXTS,
            FLAG
        }

        static Setting text(String name) {
            return new Setting(name, Kind.TEXT, false, false, Set.of());
        }

        static Setting required(String name) {
            return new Setting(name, Kind.TEXT, true, false, Set.of());
        }

        static Setting texts(String name) {
            return new Setting(name, Kind.TEXTS, false, false, Set.of());
        }

        static Setting flag(String name) {
            return new Setting(name, Kind.FLAG, false, false, Set.of());
        }

        static Setting secret(String name) {
            return new Setting(name, Kind.TEXT, true, true, Set.of());
        }

        static Setting optionalSecret(String name) {
            return new Setting(name, Kind.TEXT, false, true, Set.of());
        }

        /// @param words the first is what it is if it is not set
        static Setting choice(String name, String... words) {
            return new Setting(name, Kind.TEXT, false, false, Set.of(words));
        }

        static Setting oneOf(String name, String... words) {
            return new Setting(name, Kind.TEXT, true, false, Set.of(words));
        }
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What comes after the id in the URL that the other system is given.
    String entrance() {
        return entrance;
    }

    List<Setting> settings() {
        return settings;
    }

    static Set<String> words() {
        return Stream.of(values()).map(IntegrationType::word).collect(Collectors.toSet());
    }

    static Optional<IntegrationType> of(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
