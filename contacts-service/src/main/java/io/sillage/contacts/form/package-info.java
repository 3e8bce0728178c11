/// Pages for people without an API key: the sign-up form of an audience, the confirmation of a subscription, and the
/// preferences of a contact. Start at [SignUpResource].
@NullMarked
package io.sillage.contacts.form;

import org.jspecify.annotations.NullMarked;
