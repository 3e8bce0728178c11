/// Fields of an audience (merge fields of the API) and the values that they take. [FieldResource] is the way in over
/// HTTP; [FieldValues] judges the values of contacts.
@NullMarked
package io.sillage.contacts.field;

import org.jspecify.annotations.NullMarked;
