/// Email addresses: what counts as one, and the hashes by which the API knows them.
@NullMarked
package io.sillage.contacts.email;

import org.jspecify.annotations.NullMarked;
