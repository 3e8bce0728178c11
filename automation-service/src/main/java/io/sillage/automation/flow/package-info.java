/// Flows: their definitions as the API shows them and as a tree of steps, their versions, and whether they run.
///
/// Start at [FlowResource]; [Definition] is the tree. Definitions never change, an edit makes the next version.
@NullMarked
package io.sillage.automation.flow;

import org.jspecify.annotations.NullMarked;
