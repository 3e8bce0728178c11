package io.sillage.local.server;

/// What a server does before it confirms a write: everything it can, or as little as possible because the data are
/// thrown away anyway.
public enum Durability {
    DURABLE,
    FAST
}
