package io.sillage.automation.enrollment;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What started a walk. Each walk keeps its own.
///
/// @param causeId the activity, or the API call
/// @param name the name of the event; `null` if none started it
public record StartEvent(UUID causeId, @Nullable String name, Map<String, String> properties) {}
