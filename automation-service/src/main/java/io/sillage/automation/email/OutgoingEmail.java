package io.sillage.automation.email;

import io.sillage.automation.flow.EmailContent;
import org.jspecify.annotations.Nullable;

/// An email that is about to be handed over.
///
/// @param unsubscribeUrl where its receiver opts out; `null` for one that is no marketing
record OutgoingEmail(
        Delivery delivery,
        EmailContent content,
        RenderedEmail email,
        @Nullable String unsubscribeUrl) {}
