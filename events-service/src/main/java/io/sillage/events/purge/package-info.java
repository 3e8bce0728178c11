/// What is marked as deleted goes bit by bit. Start at [Purge].
@NullMarked
package io.sillage.events.purge;

import org.jspecify.annotations.NullMarked;
