/// Making identifiers.
@NullMarked
package io.sillage.platform.id;

import org.jspecify.annotations.NullMarked;
