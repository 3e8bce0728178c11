package io.sillage.platform.local;

import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.time.Alarms;
import io.sillage.platform.time.ClockConfig;
import io.sillage.platform.time.LocalClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/// The service's part in `/local/clock` and `/local/reset` of the gateway. Absent (404) unless the stack is local: then
/// for everybody who reaches the port, which is this machine alone.
@Path("/local")
@PermitAll
public class LocalResource {

    private final ClockConfig config;
    private final LocalClock clock;
    private final Alarms alarms;
    private final LocalConfig local;
    private final Pool pool;
    private final Event<LocalReset> reset;

    LocalResource(
            ClockConfig config,
            LocalClock clock,
            Alarms alarms,
            LocalConfig local,
            Pool pool,
            Event<LocalReset> reset) {
        this.config = config;
        this.clock = clock;
        this.alarms = alarms;
        this.local = local;
        this.pool = pool;
        this.reset = reset;
    }

    /// Moves the clock to `{"offset": "PT72H"}` ahead of the system's and wakes everything that became due.
    @POST
    @Path("/clock")
    public void moveClock(JsonBody body) {
        requireLocal();
        var offset = body.field("offset").required().duration();
        body.verify();
        offset.ifPresent(clock::moveTo);
        alarms.wakeAll();
    }

    /// Deletes all rows of all tables but the ones that the configuration keeps.
    @POST
    @Path("/reset")
    public Uni<Void> reset() {
        requireLocal();
        return pool.query(truncation())
                .execute()
                .invoke(_ -> reset.fire(new LocalReset()))
                .replaceWithVoid();
    }

    private String truncation() {
        var kept = String.join("','", local.keptTables().orElse(java.util.List.of()));
        return """
                do $$
                declare doomed text;
                begin
                  select string_agg(format('%%I.%%I', schemaname, tablename), ', ') into doomed
                    from pg_tables
                   where schemaname = 'public' and tablename not in ('flyway_schema_history', '%s');
                  if doomed is not null then
                    execute 'truncate ' || doomed;
                  end if;
                end $$""".formatted(kept);
    }

    private void requireLocal() {
        if (!config.enabled()) {
            throw Problem.invalidPath();
        }
    }
}
