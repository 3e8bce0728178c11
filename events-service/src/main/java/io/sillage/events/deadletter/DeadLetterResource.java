package io.sillage.events.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.logging.Log;
import io.sillage.events.announcement.Announcements;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Dead letters of all services, for operators.
@Path("/admin/dead-letters")
@RolesAllowed(Role.OPERATOR)
@BodyLimit(BodyLimit.SMALL)
@RunOnVirtualThread
public class DeadLetterResource {

    /// @param offset partition and offset in the topic that it came from
    /// @param value only where one letter is asked for
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LetterView(
            String id,
            String service,
            String topic,
            String offset,
            String key,
            String type,
            String reason,
            String buriedAt,
            String redrivenAt,
            @Nullable String value) {

        static LetterView of(Letter letter, @Nullable Instant redrivenAt, @Nullable String value) {
            return new LetterView(
                    letter.id(),
                    letter.service(),
                    letter.topic(),
                    letter.offset(),
                    letter.record().key() == null ? "" : letter.record().key(),
                    letter.header("ce_type"),
                    letter.reason(),
                    ApiTime.format(letter.buriedAt()),
                    ApiTime.format(redrivenAt),
                    value);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record LettersView(List<LetterView> deadLetters, long totalItems) {}

    private static final Pattern ID = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    private final Letters letters;
    private final RedrivenLetters redriven;
    private final Announcements announcements;
    private final InstantSource clock;

    DeadLetterResource(Letters letters, RedrivenLetters redriven, Announcements announcements, InstantSource clock) {
        this.letters = letters;
        this.redriven = redriven;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// The newest first, of all or of one `service` or `topic`.
    @GET
    public LettersView list(@Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var page = query.page();
        var service = query.text("service");
        var topic = query.text("topic");
        var done = redriven.all();
        var found = letters.newest().stream()
                .filter(letter -> service.map(letter.service()::equals).orElse(true))
                .filter(letter -> topic.map(letter.topic()::equals).orElse(true))
                .toList();
        var views = found.stream()
                .skip(page.offset())
                .limit(page.count())
                .map(letter -> LetterView.of(letter, done.get(letter.id()), null))
                .toList();
        return new LettersView(views, found.size());
    }

    @GET
    @Path("/{id}")
    public LetterView read(@RestPath String id) {
        var letter = find(id);
        return LetterView.of(letter, redriven.all().get(letter.id()), letter.value());
    }

    /// Sends it once more to the topic that it came from, where every service reads it that reads that topic. It may
    /// become a dead letter again, which is another one.
    @POST
    @Path("/{id}/actions/redrive")
    public LetterView redrive(@RestPath String id) {
        var letter = find(id);
        announcements.sendAndWait(letter.original());
        var now = clock.instant();
        redriven.add(letter, now);
        Log.infof("Dead letter sent again id=%s topic=%s", letter.id(), letter.topic());
        return LetterView.of(letter, now, null);
    }

    private Letter find(String id) {
        var matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw Problem.notFound();
        }
        return letters.find(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)))
                .orElseThrow(Problem::notFound);
    }
}
