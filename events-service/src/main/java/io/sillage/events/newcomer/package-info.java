/// What people do before they are contacts: it waits until they are. Start at [Newcomers].
@NullMarked
package io.sillage.events.newcomer;

import org.jspecify.annotations.NullMarked;
