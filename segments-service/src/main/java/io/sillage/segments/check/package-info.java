/// Conditions that another service asks about one contact, once.
///
/// [ConditionRequestConsumer] takes the requests in. [CheckService] answers them by message, and parks those that
/// must see something which has not arrived yet; what arrives answers them, in its own transaction.
@NullMarked
package io.sillage.segments.check;

import org.jspecify.annotations.NullMarked;
