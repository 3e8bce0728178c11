package io.sillage.automation.flow;

/// A flow runs again, committed: contacts whose time passed meanwhile go on at once.
public record FlowResumed(int flowId) {}
