package io.sillage.contacts.contact;

import io.sillage.contracts.Origin;
import org.jspecify.annotations.Nullable;

/// Why a contact is changed: from where, by whom, and whether that may start flows.
///
/// @param actor who did it, such as `api_key:…`, `import:…` or `contact`; may be empty
/// @param ip the address from which it was done, if that is known
record Cause(Origin origin, String actor, @Nullable String ip, boolean suppressTriggers) {

    static Cause api(String actor) {
        return new Cause(Origin.API, actor, null, false);
    }

    static Cause of(Origin origin, String actor, boolean suppressTriggers) {
        return new Cause(origin, actor, null, suppressTriggers);
    }

    /// The contact did it itself.
    static Cause ownWill(Origin origin, String ip) {
        return new Cause(origin, "contact", ip, false);
    }

    /// What follows from a change of the audience.
    static Cause upkeep() {
        return new Cause(Origin.API, "", null, true);
    }

    Cause silent(boolean silent) {
        return new Cause(origin, actor, ip, suppressTriggers || silent);
    }
}
