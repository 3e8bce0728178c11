package io.sillage.platform.messaging;

/// A poll was handled, and its transaction committed: what it left in the outbox can be sent.
public record PollHandled() {}
