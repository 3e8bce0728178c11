/// The messages that travel between services: one record each, a catalogue of topics, and nothing else.
///
/// Start at [Message], whose permits list is the catalogue of messages, and at [Topic], which says where each
/// travels.
@NullMarked
package io.sillage.contracts;

import org.jspecify.annotations.NullMarked;
