package io.sillage.contacts.contact;

import java.util.UUID;

/// A contact as other features know it, which keep something of their own about it.
///
/// @param listId the id of its audience in the API
/// @param emailHash MD5 of the lower-cased address, the id of the member in the API
public record Member(UUID contactId, String listId, String emailHash) {}
