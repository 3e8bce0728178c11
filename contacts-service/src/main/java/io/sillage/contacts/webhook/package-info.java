/// Tells other systems of changes to contacts. [WebhookResource] keeps where to; [ContactChangedConsumer] turns changes
/// into deliveries, [DeliveryPoller] sends them until the other side has them or the patience is over.
@NullMarked
package io.sillage.contacts.webhook;

import org.jspecify.annotations.NullMarked;
