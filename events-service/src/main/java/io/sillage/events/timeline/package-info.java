/// What a contact did, newest first, for those who ask over HTTP. A reader sees what was accepted before it asked.
/// Start at [TimelineResource].
@NullMarked
package io.sillage.events.timeline;

import org.jspecify.annotations.NullMarked;
