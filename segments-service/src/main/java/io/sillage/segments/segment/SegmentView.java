package io.sillage.segments.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A segment as the API shows it.
///
/// @param options exactly as they were given; a static segment has none
/// @param status `building` while a new definition is evaluated, else `ready`
/// @param progress of the building, in percent
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentView(
        long id,
        String name,
        long memberCount,
        String type,
        String createdAt,
        String updatedAt,
        @JsonRawValue @Nullable String options,
        String listId,
        String status,
        int progress,
        @JsonProperty("_links") List<Link> links) {

    static SegmentView of(Segment segment, String listId, List<Link> links) {
        return new SegmentView(
                segment.id(),
                segment.name(),
                segment.memberCount(),
                segment.isStatic() ? "static" : "saved",
                ApiTime.format(segment.createdAt()),
                ApiTime.format(segment.updatedAt()),
                segment.options(),
                listId,
                segment.isReady() ? "ready" : "building",
                segment.progress(),
                links);
    }
}
