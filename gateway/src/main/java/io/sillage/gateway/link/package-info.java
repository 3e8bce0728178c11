/// Links in messages, which people follow who have no API key. The token in the link says what it is about.
@NullMarked
package io.sillage.gateway.link;

import org.jspecify.annotations.NullMarked;
