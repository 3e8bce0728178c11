/// Numbers that are the sum of rows, of which every transaction adds its own. Start at [FoldPoller].
@NullMarked
package io.sillage.contacts.fold;

import org.jspecify.annotations.NullMarked;
