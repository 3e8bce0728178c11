/// How much a client may ask for at once and in a short time.
@NullMarked
package io.sillage.gateway.limit;

import org.jspecify.annotations.NullMarked;
