package io.sillage.events.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sillage.events.ingest.RefusedEvent;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Where the script on a connected site sends what a visitor does. Only pages of the site's hosts are listened to.
@Path("/i/{id}/collect")
@Door.Guarded
@PermitAll
@BodyLimit(BodyLimit.SMALL)
public class CollectResource implements Door {

    private static final String WRONG_PROOF =
            "The proof is not the HMAC-SHA256 of the value, in hex, with the secret of the integration.";

    private final Doors doors;
    private final Visitors visitors;
    private final SiteVisitors names;
    private final InstantSource clock;

    CollectResource(Doors doors, Visitors visitors, SiteVisitors names, InstantSource clock) {
        this.doors = doors;
        this.visitors = visitors;
        this.names = names;
        this.clock = clock;
    }

    /// What of a beacon was not taken.
    ///
    /// @param accepted how many actions are kept
    /// @param identity why it is not proven, if there was something that should prove it
    public record RefusedView(
            int accepted,
            List<RefusedEvent> errors,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String identity) {

        static RefusedView of(Beacon.Reading read) {
            return new RefusedView(
                    read.beacon().actions().size(), read.refused(), read.wrongProof() ? WRONG_PROOF : null);
        }
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SITE;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return "collect";
    }

    /// The origin is vouched for by browsers only: it keeps other pages out, and no program.
    @Override
    public Proof proof(Integration site, UnaryOperator<@Nullable String> headers) {
        if (Hosts.allowed(headers.apply("Origin"), site).isEmpty()) {
            throw Problem.forbidden("This page does not belong to the connected site.");
        }
        return Proof.NONE;
    }

    /// Answers when all actions that keep the rules are kept: with nothing, or with what is wrong with the others.
    @POST
    public Uni<RestResponse<RefusedView>> collect(
            @RestPath String id,
            @RestHeader("Origin") @Nullable String origin,
            @RestHeader("User-Agent") @Nullable String agent,
            JsonBody body) {
        var site = doors.integration();
        var now = clock.instant();
        var read = Beacon.of(body, site, token -> names.identity(token, site.accountId()), now);
        return (Robots.is(agent) ? Uni.createFrom().voidItem() : visitors.record(site, read.beacon(), now))
                .map(_ -> answer(read, origin, site));
    }

    private static RestResponse<RefusedView> answer(Beacon.Reading read, @Nullable String origin, Integration site) {
        return read.refused().isEmpty() && !read.wrongProof()
                ? allowing(ResponseBuilder.noContent(), origin, site)
                : allowing(ResponseBuilder.ok(RefusedView.of(read), MediaType.APPLICATION_JSON), origin, site);
    }

    /// Asked by browsers before requests that are not simple (Fetch standard, 4.8).
    @OPTIONS
    public Uni<RestResponse<Void>> preflight(@RestPath String id, @RestHeader("Origin") @Nullable String origin) {
        return Uni.createFrom().item(allowing(ResponseBuilder.noContent(), origin, doors.integration()));
    }

    private static <T> RestResponse<T> allowing(ResponseBuilder<T> answer, @Nullable String origin, Integration site) {
        return answer.header(
                        "Access-Control-Allow-Origin",
                        Hosts.allowed(origin, site).orElse("null"))
                .header("Access-Control-Allow-Methods", "POST")
                .header("Access-Control-Allow-Headers", "Content-Type")
                .header("Access-Control-Max-Age", "86400")
                .header("Vary", "Origin")
                .build();
    }
}
