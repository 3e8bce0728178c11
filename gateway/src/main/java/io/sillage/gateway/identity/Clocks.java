package io.sillage.gateway.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/// Gives the gateway its clock, which is the system's: tokens are valid by it, and nothing moves it.
@ApplicationScoped
class Clocks {

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
