/// What exists only where the whole stack runs on one machine: moving its clock, reading what it sent, deleting
/// everything. Answers to nobody but this machine.
@NullMarked
package io.sillage.gateway.local;

import org.jspecify.annotations.NullMarked;
