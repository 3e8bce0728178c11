/// The names of custom events that an audience has seen, what properties they had and what those looked like.
/// Start at [EventNameResource]; the ledger tells [Catalogue] what it stored.
@NullMarked
package io.sillage.events.catalogue;

import org.jspecify.annotations.NullMarked;
