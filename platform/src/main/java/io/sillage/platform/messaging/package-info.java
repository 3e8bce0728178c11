/// Messages to and from Kafka as CloudEvents, with dead letters for what cannot be read.
@NullMarked
package io.sillage.platform.messaging;

import org.jspecify.annotations.NullMarked;
