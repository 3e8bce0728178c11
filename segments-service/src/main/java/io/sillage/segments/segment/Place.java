package io.sillage.segments.segment;

import io.sillage.segments.projection.Audience;

/// A segment in its audience, as a path names it.
record Place(Audience audience, Segment segment) {}
