package io.sillage.contacts.contact;

/// What became different about a contact, and why.
record CausedChange(ContactChange change, Cause cause) {}
