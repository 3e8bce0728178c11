/// The whole product on one machine: which services there are and how each is configured
/// ([io.sillage.local.stack.Services]), in which order everything starts and stops, and that what dies is started
/// again ([io.sillage.local.stack.Stack]).
@NullMarked
package io.sillage.local.stack;

import org.jspecify.annotations.NullMarked;
