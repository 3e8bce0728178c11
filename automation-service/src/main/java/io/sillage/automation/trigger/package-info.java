/// Triggers: what happens is matched to flows, and for each match it is decided whether the contact enters, once, and
/// kept with the reason.
///
/// Start at [ActivityRecordedConsumer]; [EntryRules] decides.
@NullMarked
package io.sillage.automation.trigger;

import org.jspecify.annotations.NullMarked;
