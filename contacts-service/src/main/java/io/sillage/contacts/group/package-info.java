/// Groups that contacts join, in categories (interests and interest categories of the API). [GroupService] changes
/// them.
@NullMarked
package io.sillage.contacts.group;

import org.jspecify.annotations.NullMarked;
