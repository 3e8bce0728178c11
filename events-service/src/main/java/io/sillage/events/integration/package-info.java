/// Other systems that tell what contacts do: which there are, who may speak for them, and what became of what they
/// sent. Start at [IntegrationResource]; what each type says is read in a package of its own, behind [Doors].
@NullMarked
package io.sillage.events.integration;

import org.jspecify.annotations.NullMarked;
