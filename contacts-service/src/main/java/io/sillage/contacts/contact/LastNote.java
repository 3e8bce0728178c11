package io.sillage.contacts.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.ContactChanged;
import io.sillage.platform.http.ApiTime;

/// The newest note about a contact, as its row holds it.
///
/// @param createdAt ISO 8601
@RegisterForReflection
record LastNote(int noteId, String createdBy, String createdAt, String note) {

    ContactChanged.LastNote asMessage() {
        return new ContactChanged.LastNote(noteId, note, createdBy, ApiTime.parse(createdAt));
    }
}
