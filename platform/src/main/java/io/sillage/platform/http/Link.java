package io.sillage.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// An entry of `_links`. `href` is absolute.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Link(
        String rel,
        String href,
        String method,
        @Nullable String targetSchema,
        @Nullable String schema) {}
