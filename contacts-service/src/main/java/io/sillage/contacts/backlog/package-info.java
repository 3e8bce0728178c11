/// Work too big for one transaction, done in bounded steps that survive a restart. A feature appends an item with
/// [Backlog] in the transaction that causes the work, and does one step of it in its [BacklogTask].
@NullMarked
package io.sillage.contacts.backlog;

import org.jspecify.annotations.NullMarked;
