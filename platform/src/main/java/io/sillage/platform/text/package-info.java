/// Texts that others wrote.
@NullMarked
package io.sillage.platform.text;

import org.jspecify.annotations.NullMarked;
