/// Segments over HTTP, as the Marketing API has them: saved ones with conditions, and static ones, which are tags.
///
/// [SegmentResource] and [SegmentMembersResource] are the endpoints, [SegmentPreviewResource] evaluates conditions
/// that nobody saved. Tags belong to another service: [StaticSegmentService] asks it to change them, and waits until
/// the change is to be seen.
@NullMarked
package io.sillage.segments.segment;

import org.jspecify.annotations.NullMarked;
