package io.sillage.contacts.erasure;

import java.time.Instant;
import java.util.UUID;

/// That a service has nothing left of a contact.
record Confirmation(UUID contactId, String service, Instant at) {}
