/// Who is calling: the internal token that the gateway made, verified.
@NullMarked
package io.sillage.platform.identity;

import org.jspecify.annotations.NullMarked;
