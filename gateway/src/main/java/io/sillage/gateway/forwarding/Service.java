package io.sillage.gateway.forwarding;

/// The services behind the gateway.
public enum Service {
    CONTACTS,
    EVENTS,
    SEGMENTS,
    AUTOMATION
}
