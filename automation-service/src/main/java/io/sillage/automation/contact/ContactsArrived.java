package io.sillage.automation.contact;

/// Contacts are known in a newer version, committed: what waited for that looks again.
public record ContactsArrived() {}
