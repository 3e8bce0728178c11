/// What other services ask of contacts. [ContactCommandConsumer] carries every command out once, however often it
/// arrives.
@NullMarked
package io.sillage.contacts.command;

import org.jspecify.annotations.NullMarked;
