/// Links that people follow without an API key: to forms, to confirm, to preferences. Start at [PublicLinks].
@NullMarked
package io.sillage.contacts.link;

import org.jspecify.annotations.NullMarked;
