package io.sillage.gateway.identity;

import io.sillage.contracts.AccountChanged;
import io.sillage.gateway.limit.Usage;

/// Who sent a request: an account, by one of its API keys.
///
/// @param usage what this API key has under way
/// @param token the internal token that says to a service who it is
public record Caller(AccountChanged account, Usage usage, String token) {}
