/// Waiting for what others do, without polling where they can tell us: one question at a time for many askers, and
/// patience that ends. Start at [Patience].
@NullMarked
package io.sillage.events.waiting;

import org.jspecify.annotations.NullMarked;
