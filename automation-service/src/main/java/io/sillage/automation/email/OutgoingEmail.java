package io.sillage.automation.email;

import io.sillage.automation.flow.EmailContent;

/// An email that is about to be handed over.
record OutgoingEmail(Delivery delivery, EmailContent content, RenderedEmail email, String unsubscribeUrl) {}
