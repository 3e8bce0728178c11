/// The whole logic of walking through a flow: where does a contact who stands here go next, and what happens on the
/// way?
///
/// Start at [FlowEngine]. Pure: it reads no clock, no database and no framework; whoever calls it makes the answer
/// so.
@NullMarked
package io.sillage.automation.engine;

import org.jspecify.annotations.NullMarked;
