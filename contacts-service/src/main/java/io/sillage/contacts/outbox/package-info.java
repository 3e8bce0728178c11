/// The outbox inside a Hibernate session: a change and the messages about it are written in one transaction.
/// [SessionOutbox] is the way in.
@NullMarked
package io.sillage.contacts.outbox;

import org.jspecify.annotations.NullMarked;
