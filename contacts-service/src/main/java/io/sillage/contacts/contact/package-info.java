/// Contacts (members of the API): their consent, values and tags. [MemberResource] is the way in over HTTP, [Contact]
/// decides what a change means, and [ContactAnnouncements] tells everybody.
@NullMarked
package io.sillage.contacts.contact;

import org.jspecify.annotations.NullMarked;
