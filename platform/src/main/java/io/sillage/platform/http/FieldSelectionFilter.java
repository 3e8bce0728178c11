package io.sillage.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Applies `fields` and `exclude_fields` to every successful answer.
public class FieldSelectionFilter {

    private final ObjectMapper json;

    FieldSelectionFilter(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    void select(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.hasEntity() || response.getStatus() != 200) {
            return;
        }
        var fields = paths(request, "fields");
        var excluded = paths(request, "exclude_fields");
        if (!fields.isEmpty()) {
            replace(response, node -> FieldSelection.keep(node, fields));
        } else if (!excluded.isEmpty()) {
            replace(response, node -> FieldSelection.drop(node, excluded));
        }
    }

    private void replace(ContainerResponseContext response, UnaryOperator<JsonNode> selection) {
        response.setEntity(selection.apply(json.valueToTree(response.getEntity())));
    }

    private static List<String> paths(ContainerRequestContext request, String parameter) {
        var values = request.getUriInfo().getQueryParameters().get(parameter);
        return values == null
                ? List.of()
                : values.stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .filter(path -> !path.isBlank())
                        .toList();
    }
}
