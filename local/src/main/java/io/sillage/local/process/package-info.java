/// Processes of this machine: starting them so that they end with their parent, stopping them in good order, finding
/// ports for them. Everything here is about [io.sillage.local.process.Part]s of a stack, whatever they do.
@NullMarked
package io.sillage.local.process;

import org.jspecify.annotations.NullMarked;
