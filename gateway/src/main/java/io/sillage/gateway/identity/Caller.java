package io.sillage.gateway.identity;

import io.sillage.contracts.AccountChanged;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.limit.Usage;
import java.util.function.Function;

/// Who sent a request: an account, by one of its API keys.
///
/// @param usage what this API key has under way
/// @param share what all keys of the account have under way together
/// @param tokens the internal token that says to a service who it is
public record Caller(AccountChanged account, Usage usage, Usage share, Function<Service, String> tokens) {

    public String token(Service service) {
        return tokens.apply(service);
    }
}
