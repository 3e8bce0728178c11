/// Messages that leave together with the change they speak of. [Outbox] writes them, [OutboxRelay] sends them.
@NullMarked
package io.sillage.platform.outbox;

import org.jspecify.annotations.NullMarked;
