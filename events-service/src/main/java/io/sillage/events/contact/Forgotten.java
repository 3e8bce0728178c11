package io.sillage.events.contact;

/// Somebody was forgotten a moment ago, and what is stored of him can be deleted.
public record Forgotten() {}
