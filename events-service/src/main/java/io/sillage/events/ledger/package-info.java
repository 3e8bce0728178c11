/// Everything that contacts did or received, stored once, in partitions by month.
/// Start at [ActivitiesConsumer].
@NullMarked
package io.sillage.events.ledger;

import org.jspecify.annotations.NullMarked;
