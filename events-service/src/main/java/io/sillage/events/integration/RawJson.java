package io.sillage.events.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.platform.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// Reads JSON from the bytes over which it was signed.
@ApplicationScoped
public class RawJson {

    private final ObjectMapper json;

    RawJson(ObjectMapper json) {
        this.json = json;
    }

    /// Fails with 400 if it is none.
    public JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw Problem.notJson();
        }
    }
}
