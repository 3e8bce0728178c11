/// Whom we were told to forget, and whether everybody has. Start at [Erasures].
@NullMarked
package io.sillage.contacts.erasure;

import org.jspecify.annotations.NullMarked;
