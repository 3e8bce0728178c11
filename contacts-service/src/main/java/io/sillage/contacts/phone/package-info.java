/// Phone numbers as people write them, and as they are kept.
@NullMarked
package io.sillage.contacts.phone;

import org.jspecify.annotations.NullMarked;
