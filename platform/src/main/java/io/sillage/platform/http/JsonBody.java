package io.sillage.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sillage.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON object of a request, read field by field. Collects everything that is wrong, so that [#verify] can name
/// it all at once. Unknown fields are ignored.
public final class JsonBody {

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;

    private JsonBody(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /// A `null` or absent body counts as an empty object: some SDKs send `null` where there is nothing to say.
    public static JsonBody of(JsonNode node) {
        var errors = new ArrayList<FieldError>();
        if (node.isNull() || node.isMissingNode()) {
            return new JsonBody(JsonNodeFactory.instance.objectNode(), "", errors);
        }
        if (!node.isObject()) {
            errors.add(new FieldError("", JsonField.mismatch("object", node)));
            return new JsonBody(JsonNodeFactory.instance.objectNode(), "", errors);
        }
        return new JsonBody(node, "", errors);
    }

    static JsonBody nested(JsonNode object, String path, List<FieldError> errors) {
        return new JsonBody(object, path, errors);
    }

    public JsonField field(String name) {
        return new JsonField(object.path(name), at(name), errors);
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /// All fields in the order in which they were sent.
    public Map<String, JsonField> fields() {
        var fields = new LinkedHashMap<String, JsonField>();
        object.properties().forEach(each -> fields.put(each.getKey(), field(each.getKey())));
        return fields;
    }

    public JsonNode node() {
        return object;
    }

    /// Names something wrong that only the caller can see; `field` is relative to this object.
    public void reject(String field, String message) {
        errors.add(new FieldError(at(field), message));
    }

    /// Fails with *Invalid Resource* if anything was wrong.
    public void verify() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private String at(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }
}
