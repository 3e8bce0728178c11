package io.sillage.events.contact;

import java.util.UUID;

/// One whom activities can be recorded for.
///
/// @param emailHash MD5 of the lower-cased address
/// @param version grows with every change of the contact
public record Contact(UUID accountId, UUID audienceId, UUID contactId, UUID emailHash, long version) {

    static Contact newer(Contact one, Contact other) {
        return other.version() > one.version() ? other : one;
    }
}
