package io.sillage.contacts.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// The newest note about a contact, as its row holds it.
///
/// @param createdAt ISO 8601
@RegisterForReflection
record LastNote(int noteId, String createdBy, String createdAt, String note) {}
