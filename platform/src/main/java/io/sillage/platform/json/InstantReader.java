package io.sillage.platform.json;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.sillage.platform.time.TimeRange;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// Reads instants in the form that we write them (RFC 3339) without a `DateTimeFormatter`, which took up to a third of
/// the time of whoever only looks at messages. Everything else is read as ever, within [TimeRange].
final class InstantReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try {
            return TimeRange.require(read(parser, context));
        } catch (DateTimeException | ArithmeticException e) {
            throw JsonMappingException.from(parser, "not an instant of the years 1 to 9999", e);
        }
    }

    private static Instant read(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            try {
                return ITU.parseDateTime(parser.getText()).toInstant();
            } catch (DateTimeException e) {
                // a form that RFC 3339 does not know, or none at all
            }
        }
        return InstantDeserializer.INSTANT.deserialize(parser, context);
    }
}
