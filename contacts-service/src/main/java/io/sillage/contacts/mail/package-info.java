/// The emails that contacts-service asks for: finished texts, sent by automation-service. Start at [Mails].
@NullMarked
package io.sillage.contacts.mail;

import org.jspecify.annotations.NullMarked;
