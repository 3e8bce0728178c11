package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.platform.http.JsonBody;

/// Bodies of requests that add something or replace it, whose id is in the path.
final class Puts {

    private Puts() {}

    /// With the id of the path, whatever the body says.
    static JsonBody withId(JsonBody body, String id) {
        body.verify();
        var object = (ObjectNode) body.node().deepCopy();
        object.put("id", id);
        return JsonBody.of(object);
    }

    /// Of a customer that is there already: what is required must be said all the same.
    static JsonBody required(JsonBody body) {
        Shapes.CUSTOMER.create(body);
        body.verify();
        return body;
    }
}
