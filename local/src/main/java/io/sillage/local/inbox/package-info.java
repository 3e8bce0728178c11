/// Where everything ends that the stack sends on this machine: an SMTP server that keeps each email instead of
/// passing it on. [io.sillage.local.inbox.Sink] starts it together with the HTTP address under which the kept
/// messages are read.
@NullMarked
package io.sillage.local.inbox;

import org.jspecify.annotations.NullMarked;
