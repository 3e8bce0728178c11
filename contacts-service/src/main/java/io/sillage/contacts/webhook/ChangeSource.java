package io.sillage.contacts.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.Origin;
import java.util.Locale;

/// Who caused a change, as webhooks tell it apart.
@RegisterForReflection
enum ChangeSource {
    /// The contact itself, or its mailbox.
    USER,
    /// People of the account, and the flows and imports that they set up.
    ADMIN,
    /// A program of the account, or of a system that it is connected to.
    API;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChangeSource of(Origin origin) {
        return switch (origin) {
            case FORM, PREFERENCES, UNSUBSCRIBE_LINK, BOUNCE, SMS -> USER;
            case OPERATOR, AUTOMATION, IMPORT -> ADMIN;
            case API, SYNC, STORE -> API;
        };
    }
}
