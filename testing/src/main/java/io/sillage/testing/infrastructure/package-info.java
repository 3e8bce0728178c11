/// PostgreSQL, Kafka and an inbox for tests, started once per build by the `local` module and shared by all modules.
/// A `@QuarkusTest` asks for [io.sillage.testing.infrastructure.SillageResource]; any other test for
/// [io.sillage.testing.infrastructure.Infrastructure#shared].
@NullMarked
package io.sillage.testing.infrastructure;

import org.jspecify.annotations.NullMarked;
