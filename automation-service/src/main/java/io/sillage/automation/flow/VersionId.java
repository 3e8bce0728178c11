package io.sillage.automation.flow;

/// Names one version of one flow.
public record VersionId(int flowId, int version) {}
