package io.sillage.automation.flow;

/// A flow was archived, committed: contacts inside exit.
public record FlowArchived(int flowId) {}
