package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Page;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What a member agreed to, when, and who changed it from where. Ours: the Marketing API has no such operation.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/consent-history")
@RolesAllowed(Role.API)
public class ConsentHistoryResource {

    /// @param subject `email`, `sms` or the id of a marketing permission
    /// @param fromStatus missing for the first line, with which the member was added
    /// @param actor who changed it, as far as that is known
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineView(
            String subject,
            @Nullable String fromStatus,
            String toStatus,
            String origin,
            String actor,
            @Nullable String ip,
            String changedAt) {

        static LineView of(ConsentChange line) {
            return new LineView(
                    line.subject(),
                    line.fromStatus(),
                    line.toStatus(),
                    line.origin().word(),
                    line.actor(),
                    line.ip(),
                    ApiTime.format(line.changedAt()));
        }

        /// With which the contact was added.
        static LineView first(Contact contact, List<ConsentChange> firstOfEmail) {
            var status = firstOfEmail.stream()
                    .findFirst()
                    .map(ConsentChange::fromStatus)
                    .orElse(contact.status().word());
            return new LineView(
                    ConsentChange.EMAIL,
                    null,
                    status,
                    contact.createdOrigin().word(),
                    contact.createdActor(),
                    contact.ipSignup().isBlank() ? null : contact.ipSignup(),
                    ApiTime.format(contact.createdAt()));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record HistoryView(
            List<LineView> history,
            String listId,
            String emailId,
            String contactId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ConsentHistory lines;
    private final MemberLinks links;
    private final Caller caller;

    ConsentHistoryResource(
            AudienceRepository audiences,
            ContactRepository contacts,
            ConsentHistory lines,
            MemberLinks links,
            Caller caller) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.lines = lines;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<HistoryView> list(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> history(audience, SubscriberKey.parse(subscriberHash), page));
    }

    private Uni<HistoryView> history(Audience audience, SubscriberKey key, Page page) {
        return contacts.get(audience.id(), key).chain(contact -> lines.count(contact.id())
                .chain(total -> lines(contact, page, total).map(views -> view(audience, contact, views, total))));
    }

    /// That the contact was added is the last line.
    private Uni<List<LineView>> lines(Contact contact, Page page, long total) {
        var views = lines.page(contact.id(), page)
                .map(found -> found.stream().map(LineView::of).toList());
        var endsHere = page.offset() <= total && total < (long) page.offset() + page.count();
        return endsHere
                ? views.chain(found ->
                        lines.firstOfEmail(contact.id()).map(first -> and(found, LineView.first(contact, first))))
                : views;
    }

    private static List<LineView> and(List<LineView> views, LineView last) {
        var all = new ArrayList<>(views);
        all.add(last);
        return all;
    }

    private HistoryView view(Audience audience, Contact contact, List<LineView> views, long total) {
        return new HistoryView(
                views,
                audience.listId(),
                contact.emailHash(),
                Ids.hex(contact.id()),
                total + 1,
                links.ofPart(audience.listId(), contact, "consent-history"));
    }
}
