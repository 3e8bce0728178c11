package io.sillage.contacts.webhook;

import java.util.UUID;

/// Where deliveries of a webhook go, and how it stands with it.
record Target(UUID webhookId, String url, String secret, boolean signingEnabled, Circuit circuit) {

    /// The secret is for nobody's log.
    @Override
    public String toString() {
        return "Target[" + webhookId + "]";
    }
}
