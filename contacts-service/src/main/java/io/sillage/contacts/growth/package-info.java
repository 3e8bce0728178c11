/// How audiences grow and shrink, by day and by month. Start at [Growth].
@NullMarked
package io.sillage.contacts.growth;

import org.jspecify.annotations.NullMarked;
