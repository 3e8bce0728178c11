/// What contacts do with our emails: open them, and follow their links. Start at [TrackingResource].
@NullMarked
package io.sillage.events.engagement;

import org.jspecify.annotations.NullMarked;
