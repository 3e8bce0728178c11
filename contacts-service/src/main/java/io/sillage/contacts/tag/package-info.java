/// Tags of an audience. [TagService] makes, renames and deletes them; which contacts carry them is the business of
/// the contacts.
@NullMarked
package io.sillage.contacts.tag;

import org.jspecify.annotations.NullMarked;
