/// The public JSON of conditions, as the Marketing API writes them, read into the condition language of
/// `contracts`.
///
/// Segments and flows accept the same JSON, so its reading stands here once. What a condition means is not decided
/// here.
@NullMarked
package io.sillage.conditions;

import org.jspecify.annotations.NullMarked;
