/// What conditions mean: the one place that answers them, in plain Java without any framework.
///
/// [Evaluator] is the entry. It asks a [Profile] about one contact and returns a [Verdict], an answer with an expiry.
/// [Lifespan] says when an occurrence of an event counts, [Comparison] how texts and numbers compare. The SQL of the
/// feature `profile` answers the same conditions over many contacts, and tests hold the two equal.
@NullMarked
package io.sillage.segments.evaluation;

import org.jspecify.annotations.NullMarked;
