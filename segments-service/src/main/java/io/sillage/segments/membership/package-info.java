/// Who belongs to which saved segment, kept true by every change and by time.
///
/// [MembershipService] is the entry for changes: it re-evaluates the definitions that a change can affect, in the
/// caller's transaction, and announces who entered and who left. [ExpiryPoller] does the same for time,
/// [DefinitionPoller] for new definitions. [Memberships] decides, without any I/O.
@NullMarked
package io.sillage.segments.membership;

import org.jspecify.annotations.NullMarked;
