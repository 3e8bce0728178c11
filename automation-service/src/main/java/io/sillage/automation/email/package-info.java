/// Emails: what is to be sent, its rendering for one contact, and its handing over to the mail server, once.
///
/// Start at [DeliveryPoller], which sends; [MergeTags] prints. A row is queued in the transaction that moves the
/// walk, and from then on only this feature changes it.
@NullMarked
package io.sillage.automation.email;

import org.jspecify.annotations.NullMarked;
