/// Notes about contacts. They are deleted with the contact.
@NullMarked
package io.sillage.contacts.note;

import org.jspecify.annotations.NullMarked;
