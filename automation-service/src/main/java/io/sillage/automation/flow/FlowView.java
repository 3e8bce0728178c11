package io.sillage.automation.flow;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import java.util.List;

/// A flow as the API shows it.
@JsonNaming(SnakeCaseStrategy.class)
public record FlowView(
        int id,
        String listId,
        String name,
        FlowStatus status,
        int version,
        JsonNode triggers,
        JsonNode filter,
        JsonNode settings,
        JsonNode steps,
        String createdAt,
        String updatedAt,
        String activatedAt,
        @JsonProperty("_links") List<Link> links) {

    static FlowView of(Flow flow, Definition definition, Links links) {
        return new FlowView(
                flow.flowId(),
                flow.listId(),
                flow.name(),
                flow.status(),
                flow.version(),
                DefinitionWriter.triggers(definition),
                DefinitionWriter.filter(definition.filter()),
                DefinitionWriter.settings(definition),
                DefinitionWriter.steps(definition.steps()),
                ApiTime.format(flow.createdAt()),
                ApiTime.format(flow.updatedAt()),
                ApiTime.format(flow.activatedAt()),
                links(flow, links));
    }

    private static List<Link> links(Flow flow, Links links) {
        var self = FlowResource.PATH + "/" + flow.flowId();
        return links.of(self)
                .add("parent", "GET", FlowResource.PATH)
                .add("update", "PATCH", self)
                .add("delete", "DELETE", self)
                .add("activate", "POST", self + "/actions/activate")
                .add("pause", "POST", self + "/actions/pause")
                .add("resume", "POST", self + "/actions/resume")
                .add("entries", "GET", self + "/entries")
                .add("enrollments", "GET", self + "/enrollments")
                .build();
    }
}
