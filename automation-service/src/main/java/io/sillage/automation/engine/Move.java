package io.sillage.automation.engine;

/// Something that a walk does to the world, at most once for the same step and visit.
public sealed interface Move {

    int stepId();

    int visit();

    record SendEmail(int stepId, int visit) implements Move {}

    /// An email that was due, and is not sent for this reason.
    record SkipEmail(int stepId, int visit, String reason) implements Move {}

    record AddTag(int stepId, int visit, String tag) implements Move {}
}
