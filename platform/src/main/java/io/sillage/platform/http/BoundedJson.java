package io.sillage.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads JSON that came from outside into a tree, which may take fifty times the memory of the text: nested 100 deep at
/// the most, with 500,000 tokens (fewer where bodies have to be smaller), 50,000 elements in one array, and numbers
/// that a double can hold. What goes beyond is refused while it is read, by a problem that says which of them.
public final class BoundedJson {

    static final int DEEPEST = 100;
    static final int MOST_TOKENS = 500_000;
    static final int LONGEST_ARRAY = 50_000;
    static final int LONGEST_NUMBER = 400;

    private static final ObjectMapper JSON = mapper();

    private BoundedJson() {}

    /// The tree; of nothing at all, a missing node.
    ///
    /// @throws Problem 400, if it is no JSON or beyond a limit
    public static JsonNode readTree(byte[] json) {
        return readTree(new ByteArrayInputStream(json), MOST_TOKENS);
    }

    /// As of all its bytes, with no more than so many tokens.
    static JsonNode readTree(InputStream json, int mostTokens) {
        try (var parser = new Bounded(JSON.createParser(json), mostTokens)) {
            var tree = JSON.<JsonNode>readTree(parser);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (StreamConstraintsException e) {
            throw Problem.badRequest("A number or the name of a field in the JSON is too long.");
        } catch (IOException e) {
            throw Problem.notJson();
        }
    }

    /// As of its UTF-8.
    public static JsonNode readTree(String json) {
        return readTree(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectMapper mapper() {
        var mapper = JsonMapper.builder().build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(LONGEST_NUMBER)
                        .build());
        return mapper;
    }

    /// Counts what goes by. All ways of a parser to the next token lead through [#nextToken].
    private static final class Bounded extends JsonParserDelegate {

        private final int mostTokens;
        private int tokens;
        private int depth;
        private final int[] elements = new int[DEEPEST + 1];

        Bounded(JsonParser parser, int mostTokens) {
            super(parser);
            this.mostTokens = mostTokens;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            var token = super.nextToken();
            if (token != null) {
                count(token);
            }
            return token;
        }

        private void count(JsonToken token) throws IOException {
            if (++tokens > mostTokens) {
                throw Problem.badRequest("The JSON may have at most %d values and names.".formatted(mostTokens));
            }
            if (token.isStructEnd()) {
                depth--;
                return;
            }
            if (token != JsonToken.FIELD_NAME && ++elements[depth] > LONGEST_ARRAY) {
                throw Problem.badRequest(
                        "An array or object of the JSON may have at most %d elements.".formatted(LONGEST_ARRAY));
            }
            if (token.isStructStart()) {
                descend();
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(getDoubleValue())) {
                throw Problem.invalid(path(), "This number is too large.");
            }
        }

        /// Where it reads, as errors name it: `members.0.merge_fields.AGE`.
        private String path() {
            var pointer = getParsingContext().pathAsPointer().toString();
            return pointer.isEmpty() ? pointer : pointer.substring(1).replace('/', '.');
        }

        private void descend() {
            if (++depth > DEEPEST) {
                throw Problem.badRequest("The JSON may be nested at most %d levels deep.".formatted(DEEPEST));
            }
            elements[depth] = 0;
        }
    }
}
