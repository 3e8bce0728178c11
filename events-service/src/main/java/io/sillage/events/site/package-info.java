/// What visitors do on connected sites: the script that tells it, who they are, and what is kept of those of whom
/// nobody knows that. Start at [CollectResource].
@NullMarked
package io.sillage.events.site;

import org.jspecify.annotations.NullMarked;
