/// Tickets that contacts bought at Eventbrite, and events that they came to. Start at [EventbriteResource].
@NullMarked
package io.sillage.events.eventbrite;

import org.jspecify.annotations.NullMarked;
