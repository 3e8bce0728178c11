/// Passes requests on to services and their answers back, as streams that are never collected.
@NullMarked
package io.sillage.gateway.forwarding;

import org.jspecify.annotations.NullMarked;
