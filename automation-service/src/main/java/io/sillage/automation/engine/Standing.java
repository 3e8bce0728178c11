package io.sillage.automation.engine;

import java.time.Instant;

/// Where a contact stands.
///
/// @param visit the running number of this step within the walk, from 1: with it, what a step does once has one name
public record Standing(int stepId, int visit, Instant arrivedAt) {}
