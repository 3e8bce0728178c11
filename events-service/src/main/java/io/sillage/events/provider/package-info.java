/// What email providers tell of emails that did not arrive, or that somebody complained about. Start at
/// [ProviderResource].
@NullMarked
package io.sillage.events.provider;

import org.jspecify.annotations.NullMarked;
