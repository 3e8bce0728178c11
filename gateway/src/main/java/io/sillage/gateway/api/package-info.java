/// The public API under `/3.0`: which service answers what, and what the gateway answers itself. The entry point is
/// [ApiResource].
@NullMarked
package io.sillage.gateway.api;

import org.jspecify.annotations.NullMarked;
