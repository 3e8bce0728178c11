package io.sillage.segments.projection;

import java.util.UUID;

/// A contact, and to whom it belongs.
public record ContactKey(UUID contactId, UUID accountId, UUID audienceId) {}
