/// The condition language: yes/no questions about one contact, as pure data.
///
/// [Condition] is the tree. What a condition means is decided in one place only, the evaluation of segments-service.
@NullMarked
package io.sillage.contracts.condition;

import org.jspecify.annotations.NullMarked;
