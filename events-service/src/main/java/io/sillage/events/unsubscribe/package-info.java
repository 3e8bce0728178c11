/// The page behind the unsubscribe link of every email, and the one-click post of mailbox providers (RFC 8058).
/// Start at [UnsubscribeResource].
@NullMarked
package io.sillage.events.unsubscribe;

import org.jspecify.annotations.NullMarked;
