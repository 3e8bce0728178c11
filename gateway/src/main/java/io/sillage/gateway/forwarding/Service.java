package io.sillage.gateway.forwarding;

/// The services behind the gateway.
public enum Service {
    CONTACTS("contacts-service"),
    EVENTS("events-service"),
    SEGMENTS("segments-service"),
    AUTOMATION("automation-service");

    private final String audience;

    Service(String audience) {
        this.audience = audience;
    }

    /// As which it is named in tokens that are meant for it.
    public String audience() {
        return audience;
    }
}
