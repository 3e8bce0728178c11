/// Custom events from Zapier, n8n, Make and whatever else can post JSON when something happens.
/// Start at [ZapierResource].
@NullMarked
package io.sillage.events.zapier;

import org.jspecify.annotations.NullMarked;
