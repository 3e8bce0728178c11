/// Deletes what contacts did when they themselves were deleted for good, or with their audience.
/// Start at [ErasurePoller]; whom to forget is noted by the consumers of contacts and audiences.
@NullMarked
package io.sillage.events.erasure;

import org.jspecify.annotations.NullMarked;
