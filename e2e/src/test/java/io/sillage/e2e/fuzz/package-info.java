/// Requests that nobody means, made up from the resources of the services.
@NullMarked
package io.sillage.e2e.fuzz;

import org.jspecify.annotations.NullMarked;
