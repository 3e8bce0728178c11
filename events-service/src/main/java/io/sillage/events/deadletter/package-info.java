/// Messages that some service could not handle: operators look at them, and send them once more when the cause is gone.
/// Start at [DeadLetterResource].
@NullMarked
package io.sillage.events.deadletter;

import org.jspecify.annotations.NullMarked;
