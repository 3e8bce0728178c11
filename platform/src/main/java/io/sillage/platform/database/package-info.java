/// Small conveniences around the reactive PostgreSQL client.
@NullMarked
package io.sillage.platform.database;

import org.jspecify.annotations.NullMarked;
