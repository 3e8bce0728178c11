package io.sillage.contacts.webhook;

import java.time.Instant;
import java.util.UUID;

/// A delivery that is about to be sent.
///
/// @param attempts how often it was tried before
record Delivery(UUID id, String body, int attempts, Instant queuedAt) {}
