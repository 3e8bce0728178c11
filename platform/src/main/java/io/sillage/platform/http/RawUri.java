package io.sillage.platform.http;

import java.util.Optional;

/// The target of a request as it came, before anybody decodes it. Pure.
///
/// Whoever guards a path and whoever serves it must mean the same path. They differ on matrix parameters (RFC 3986,
/// 3.3), which one of them drops: no path may have any. Nor may one have NUL, which no name holds. (That what is
/// escaped is escaped well, the framework sees to: 400.)
final class RawUri {

    private RawUri() {}

    /// Why such a request is not handled at all; empty if it may be.
    static Optional<Problem> refusal(String uri) {
        var end = uri.indexOf('?');
        var path = end < 0 ? uri : uri.substring(0, end);
        if (path.indexOf(';') >= 0 || path.contains("%00")) {
            return Optional.of(Problem.invalidPath());
        }
        return Optional.empty();
    }
}
