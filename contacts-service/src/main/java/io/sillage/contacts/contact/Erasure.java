package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.EmailStatus;
import java.util.Optional;

/// A contact as it is a moment before it is erased.
///
/// @param forgettableHash of its address or its phone, from which neither can be found again
/// @param message that tells everybody of it, and no longer whom it was
public record Erasure(
        Audience audience,
        Optional<EmailAddress> email,
        String forgettableHash,
        EmailStatus status,
        ContactErased message) {}
