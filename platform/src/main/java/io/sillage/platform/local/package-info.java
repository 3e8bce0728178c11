/// What exists only where the whole stack runs on one machine: moving the clock, deleting everything.
@NullMarked
package io.sillage.platform.local;

import org.jspecify.annotations.NullMarked;
