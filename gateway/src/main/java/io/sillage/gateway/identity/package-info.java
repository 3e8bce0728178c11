/// Who is calling: API keys and accounts as the topics tell them, kept in memory, and the internal token that says it
/// to the services. The entry point is [Authentication].
@NullMarked
package io.sillage.gateway.identity;

import org.jspecify.annotations.NullMarked;
