/// Enrollments: each is one contact's walk through one flow. They are stored where they stand, and moved on when
/// their time comes or their question is answered.
///
/// Start at [EnrollmentService]; where a walk goes is decided by the engine.
@NullMarked
package io.sillage.automation.enrollment;

import org.jspecify.annotations.NullMarked;
