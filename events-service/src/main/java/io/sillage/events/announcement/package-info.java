/// Messages of this service that leave without an outbox, because there is no row that they must agree with.
/// Start at [Announcements].
@NullMarked
package io.sillage.events.announcement;

import org.jspecify.annotations.NullMarked;
