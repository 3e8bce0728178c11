/// Audiences: the lists of the API, with their settings and fields. [AudienceResource] is the way in over HTTP, and
/// every other feature finds the audience of a request in [AudienceRepository].
@NullMarked
package io.sillage.contacts.audience;

import org.jspecify.annotations.NullMarked;
