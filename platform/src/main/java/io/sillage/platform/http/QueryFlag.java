package io.sillage.platform.http;

import org.jspecify.annotations.Nullable;

/// Booleans in queries: SDKs write `true`, `True` and `1`.
public final class QueryFlag {

    private QueryFlag() {}

    public static boolean isSet(@Nullable String value) {
        return value != null && (value.equalsIgnoreCase("true") || value.equals("1"));
    }
}
