/// How JSON is read.
@NullMarked
package io.sillage.platform.json;

import org.jspecify.annotations.NullMarked;
