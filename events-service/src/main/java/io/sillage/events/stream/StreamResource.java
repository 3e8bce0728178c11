package io.sillage.events.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.contact.Audiences;
import io.sillage.events.stream.Streams.Shown;
import io.sillage.events.stream.Streams.Signal;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Activities of the account as they arrive, as Server-Sent Events. The operation is our own.
@Path("/3.0/events/stream")
@RolesAllowed(Role.API)
public class StreamResource {

    /// @param contactId 32 hex digits
    @JsonNaming(SnakeCaseStrategy.class)
    public record ActivityView(
            String id,
            String type,
            @Nullable String name,
            Map<String, String> properties,
            String listId,
            String contactId,
            String occurredAt,
            String receivedAt,
            String source,
            boolean isSyncing) {}

    private static final Map<String, List<String>> HEADERS = Map.of(
            "Content-Type", List.of(ServerSentEvents.TYPE),
            "Cache-Control", List.of("no-store"));

    private final Audiences audiences;
    private final Streams streams;
    private final ObjectMapper json;
    private final Caller caller;

    StreamResource(Audiences audiences, Streams streams, ObjectMapper json, Caller caller) {
        this.audiences = audiences;
        this.streams = streams;
        this.json = json;
        this.caller = caller;
    }

    /// Begins with a comment as soon as nothing can be missed any more.
    ///
    /// @param lastEventId the id of the last event that was seen: what came since then comes first
    @GET
    public Multi<byte[]> stream(
            @RestQuery("list_id") @Nullable String listId,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String name,
            @RestHeader("Last-Event-ID") @Nullable String lastEventId) {
        var accountId = caller.accountId();
        var from = place(lastEventId);
        var opened = audience(accountId, listId)
                .map(audienceId -> new Watch(accountId, audienceId, given(type), given(name)))
                .map(watch -> streams.open(watch, from));
        return RestMulti.fromUniResponse(opened, signals -> signals.map(this::text), _ -> HEADERS);
    }

    private Uni<Optional<UUID>> audience(UUID accountId, @Nullable String listId) {
        return given(listId)
                .map(id -> audiences.get(accountId, id).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<Place> place(@Nullable String lastEventId) {
        return given(lastEventId).map(text -> Place.of(text)
                .orElseThrow(() -> Problem.invalid("Last-Event-ID", "This is no id of an event of this stream.")));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    private byte[] text(Signal signal) {
        var text = signal.shown().map(this::event).orElseGet(() -> ServerSentEvents.comment("watching"));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String event(Shown shown) {
        var activity = shown.activity();
        return ServerSentEvents.event(shown.place(), activity.type(), write(view(activity, shown.listId())));
    }

    private String write(ActivityView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an activity cannot be written as JSON", e);
        }
    }

    private static ActivityView view(ActivityRecorded activity, String listId) {
        return new ActivityView(
                Ids.hex(activity.id()),
                activity.type(),
                activity.name(),
                activity.properties(),
                listId,
                Ids.hex(activity.contactId()),
                ApiTime.format(activity.occurredAt()),
                ApiTime.format(activity.receivedAt()),
                activity.source(),
                activity.suppressTriggers());
    }
}
