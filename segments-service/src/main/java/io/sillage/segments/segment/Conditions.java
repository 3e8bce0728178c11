package io.sillage.segments.segment;

import io.sillage.contracts.condition.Condition;

/// The conditions of a request: what they mean, and exactly as they were given.
record Conditions(Condition condition, String raw) {}
