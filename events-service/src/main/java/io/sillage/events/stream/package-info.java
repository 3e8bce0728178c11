/// Activities as they arrive, for whoever watches: a reader of its own for each watcher, straight from Kafka.
/// Start at [StreamResource].
@NullMarked
package io.sillage.events.stream;

import org.jspecify.annotations.NullMarked;
