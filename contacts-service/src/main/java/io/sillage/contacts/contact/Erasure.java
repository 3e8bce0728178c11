package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.EmailStatus;

/// A contact as it is a moment before it is erased.
///
/// @param message that tells everybody of it, and no longer whom it was
public record Erasure(Audience audience, EmailAddress email, EmailStatus status, ContactErased message) {}
