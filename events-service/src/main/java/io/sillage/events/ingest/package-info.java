/// Events come in over HTTP and go to the topic `activities`, with no database in between.
/// Start at [IngestResource]; what an event must look like is in [NewEvent].
@NullMarked
package io.sillage.events.ingest;

import org.jspecify.annotations.NullMarked;
