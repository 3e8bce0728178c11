package io.sillage.segments.membership;

import io.sillage.segments.evaluation.Timeline;

/// What an evaluation found.
///
/// @param cause why the answer is what it is at first, should that be news
record Answer(Timeline timeline, Cause cause) {}
