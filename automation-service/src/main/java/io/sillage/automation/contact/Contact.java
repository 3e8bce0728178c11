package io.sillage.automation.contact;

import io.sillage.contracts.EmailStatus;
import java.util.Map;
import java.util.UUID;

/// A contact as far as it is known here.
///
/// @param fields values by tag of the field
public record Contact(
        UUID contactId,
        UUID accountId,
        UUID audienceId,
        long version,
        String email,
        EmailStatus status,
        Map<String, Object> fields) {

    /// Whether marketing emails may be sent to the contact.
    public boolean isSubscribed() {
        return status == EmailStatus.SUBSCRIBED;
    }
}
