package io.sillage.platform.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Has instants read by [InstantReader].
@Singleton
public class FastInstants implements ObjectMapperCustomizer {

    /// After the modules that Quarkus finds: the last one that knows a type reads it.
    private static final int LAST = MINIMUM_PRIORITY;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("fast instants").addDeserializer(Instant.class, new InstantReader()));
    }

    @Override
    public int priority() {
        return LAST;
    }
}
