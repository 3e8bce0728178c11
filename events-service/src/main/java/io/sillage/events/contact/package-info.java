/// Whom activities can be recorded for: a projection of contacts and audiences, only what is needed to find one.
/// Start at [Contacts], which waits a moment for a contact that was created just now.
@NullMarked
package io.sillage.events.contact;

import org.jspecify.annotations.NullMarked;
