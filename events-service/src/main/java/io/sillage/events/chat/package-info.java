/// Conversations that were closed in a chat system. Start at [ChatResource].
@NullMarked
package io.sillage.events.chat;

import org.jspecify.annotations.NullMarked;
