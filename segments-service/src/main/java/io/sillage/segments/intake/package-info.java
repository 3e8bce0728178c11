/// Where the messages of other services come in, one consumer per topic.
///
/// A poll is one transaction: audiences are locked, then contacts, then the clock is read; the news are stored,
/// memberships follow, waiting checks are answered, and messages leave by the outbox. Redelivery changes nothing.
@NullMarked
package io.sillage.segments.intake;

import org.jspecify.annotations.NullMarked;
