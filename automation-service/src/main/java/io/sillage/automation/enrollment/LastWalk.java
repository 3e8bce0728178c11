package io.sillage.automation.enrollment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The last walk of a contact through a flow.
///
/// @param endedAt `null` while it goes on
public record LastWalk(int flowId, UUID contactId, @Nullable Instant endedAt) {}
