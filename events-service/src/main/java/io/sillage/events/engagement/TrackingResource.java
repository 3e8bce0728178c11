package io.sillage.events.engagement;

import io.quarkus.logging.Log;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.unsubscribe.LinksConfig;
import io.sillage.platform.http.Links;
import io.sillage.platform.identity.SealedToken;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/// The links in our emails: the image that tells of opens, and the way to where a link leads, which is never anywhere
/// but where the email said.
@Path("/t")
@PermitAll
public class TrackingResource {

    private static final byte[] IMAGE =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final String GONE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>This link does not work</title></head>
            <body><h1>This link does not work</h1><p>Perhaps a part of it was lost.</p></body></html>
            """;

    private final SealedToken tokens;
    private final Announcements announcements;
    private final VisitorLinks visitors;
    private final EngagementConfig config;
    private final Links links;
    private final InstantSource clock;

    TrackingResource(
            LinksConfig secrets,
            Announcements announcements,
            VisitorLinks visitors,
            EngagementConfig config,
            Links links,
            InstantSource clock) {
        this.tokens = new SealedToken(secrets.secret());
        this.announcements = announcements;
        this.visitors = visitors;
        this.config = config;
        this.links = links;
        this.clock = clock;
    }

    /// Always answers with an image: there is nobody to tell that something is wrong.
    @GET
    @Path("/o/{token}")
    public Uni<RestResponse<byte[]>> open(
            @RestPath String token,
            @RestHeader("User-Agent") @Nullable String agent,
            @RestHeader("Sec-Purpose") @Nullable String purpose,
            @RestHeader("X-Purpose") @Nullable String olderPurpose) {
        var now = clock.instant();
        return trace(Trace.OPEN, token)
                .map(trace -> {
                    var machine = Machines.opens(agent, first(purpose, olderPurpose));
                    return record(List.of(trace.opened(machine, isSilent(machine), now)));
                })
                .orElseGet(() -> Uni.createFrom().voidItem())
                .map(_ -> ResponseBuilder.ok(IMAGE)
                        .header("Content-Type", "image/gif")
                        .header("Cache-Control", "no-store, max-age=0")
                        .build());
    }

    /// Whoever follows a link has opened the email, whether the image was loaded or not.
    @GET
    @Path("/c/{token}")
    public Uni<RestResponse<String>> click(
            @RestPath String token,
            @RestHeader("User-Agent") @Nullable String agent,
            @RestHeader("Sec-Purpose") @Nullable String purpose,
            @RestHeader("X-Purpose") @Nullable String olderPurpose) {
        var trace = trace(Trace.CLICK, token);
        if (trace.isEmpty()) {
            return Uni.createFrom().item(gone());
        }
        var now = clock.instant();
        var surveys = links.outside("/s/");
        var machine =
                Machines.clicks(agent, first(purpose, olderPurpose), trace.get().queuedAt(), now);
        var silent = isSilent(machine);
        return record(List.of(
                        trace.get().opened(machine, silent, now), trace.get().clicked(machine, silent, now)))
                .chain(() -> visitors.withVisitor(trace.get(), surveys))
                .map(TrackingResource::seeOther);
    }

    /// Programs that only want to know whether there is something.
    @HEAD
    @Path("/c/{token}")
    public RestResponse<String> look(@RestPath String token) {
        return trace(Trace.CLICK, token).map(trace -> seeOther(trace.url())).orElseGet(TrackingResource::gone);
    }

    private boolean isSilent(boolean machine) {
        return machine && !config.machinesStartFlows();
    }

    private Optional<Trace> trace(String purpose, String token) {
        return tokens.open(purpose, token).flatMap(Trace::of);
    }

    /// Nobody is kept from where he wants to go because it cannot be recorded.
    private Uni<Void> record(List<ActivityRecorded> activities) {
        return announcements
                .sendAll(activities)
                .ifNoItem()
                .after(config.patience())
                .fail()
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "Engagement may be lost delivery=%s type=%s cause=%s",
                        activities.getLast().properties().get("delivery_id"),
                        activities.getLast().type(),
                        failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static RestResponse<String> seeOther(String url) {
        return ResponseBuilder.<String>create(Status.FOUND)
                .header("Location", url)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static RestResponse<String> gone() {
        return ResponseBuilder.create(Status.NOT_FOUND, GONE)
                .header("Content-Type", "text/html; charset=utf-8")
                .build();
    }

    private static @Nullable String first(@Nullable String... values) {
        return Stream.of(values).filter(value -> value != null).findFirst().orElse(null);
    }
}
