/// What automation knows of contacts, audiences and accounts: a projection of the topics that contacts-service
/// writes.
///
/// Start at [ContactChangedConsumer]. Features that store something about contacts implement [PersonalData], so
/// that nothing stays behind when a contact is erased or an audience deleted.
@NullMarked
package io.sillage.automation.contact;

import org.jspecify.annotations.NullMarked;
