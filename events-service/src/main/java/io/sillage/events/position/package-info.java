/// How far each partition of each topic was consumed, as the database knows it. Readers wait for it to see their own
/// writes, and a new database finds that it has to read everything from the start. Start at [Positions].
@NullMarked
package io.sillage.events.position;

import org.jspecify.annotations.NullMarked;
