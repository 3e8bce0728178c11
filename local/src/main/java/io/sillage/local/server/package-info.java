/// PostgreSQL and Kafka without installation, on the loopback address: [io.sillage.local.server.PostgresServer]
/// runs the embedded binaries, [io.sillage.local.server.KafkaBroker] a broker in a Java process of its own.
@NullMarked
package io.sillage.local.server;

import org.jspecify.annotations.NullMarked;
