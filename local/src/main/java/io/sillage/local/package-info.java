/// Runs the whole stack on one machine, with nothing but a JDK. [io.sillage.local.Launcher] starts everything,
/// [io.sillage.local.Infrastructure] only the servers that the services need.
@NullMarked
package io.sillage.local;

import org.jspecify.annotations.NullMarked;
