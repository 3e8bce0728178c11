/// Conditions against the database: the facts that an answer needs, loaded for many contacts at once, and the whole
/// condition as SQL for previews and counts.
///
/// [Questions] is the entry for changes, [ConditionSql] for everything at once. Both take the filters of events from
/// [EventSql], and [io.sillage.segments.evaluation.Lifespan] says which instants count.
@NullMarked
package io.sillage.segments.profile;

import org.jspecify.annotations.NullMarked;
