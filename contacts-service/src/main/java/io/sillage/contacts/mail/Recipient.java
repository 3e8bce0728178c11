package io.sillage.contacts.mail;

import io.sillage.contacts.link.ContactRef;

/// A contact that gets an email, or that one is about.
public record Recipient(ContactRef contact, String email) {}
