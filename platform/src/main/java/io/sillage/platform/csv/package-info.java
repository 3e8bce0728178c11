/// How rows are written as CSV (RFC 4180).
@NullMarked
package io.sillage.platform.csv;

import org.jspecify.annotations.NullMarked;
