/// The one clock of a service, and alarms that ring by it. Nothing else may read the time.
@NullMarked
package io.sillage.platform.time;

import org.jspecify.annotations.NullMarked;
