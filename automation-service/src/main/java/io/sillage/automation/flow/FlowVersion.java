package io.sillage.automation.flow;

/// A flow with its current definition.
public record FlowVersion(Flow flow, Definition definition) {}
