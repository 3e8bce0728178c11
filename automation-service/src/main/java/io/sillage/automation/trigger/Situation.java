package io.sillage.automation.trigger;

import io.sillage.automation.contact.Contact;
import io.sillage.automation.enrollment.LastWalk;
import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.Flow;
import io.sillage.contracts.Entitlements;
import org.jspecify.annotations.Nullable;

/// What the decision about an entry depends on, as it is now.
///
/// @param contact `null` while it is not known here
/// @param lastWalk the contact's last walk through this flow, if any
/// @param answer of the filter, if it is there
record Situation(
        Flow flow,
        Definition definition,
        Entitlements plan,
        @Nullable Contact contact,
        @Nullable LastWalk lastWalk,
        @Nullable Boolean answer) {}
