package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.contact.MemberBatch.Manner;
import io.sillage.contacts.contact.MemberBatchService.Result;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.QueryFlag;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Many members of a list at once.
@Path("/3.0/lists/{list_id}")
@RolesAllowed(Role.API)
@BodyLimit(10 * BodyLimit.MIB)
public class MemberBatchResource {

    /// Somebody who adds the same address at the same moment may come first.
    private static final int MORE_ATTEMPTS = 2;

    private static final String EXISTS = "ERROR_CONTACT_EXISTS";
    private static final String GENERIC = "ERROR_GENERIC";

    @JsonNaming(SnakeCaseStrategy.class)
    public record ErrorView(String emailAddress, String error, String errorCode, String field, String fieldMessage) {

        static ErrorView of(MemberBatch.Failure failure) {
            var first = failure.problem().errors().stream().findFirst();
            return new ErrorView(
                    failure.address(),
                    failure.problem().getMessage(),
                    failure.exists() ? EXISTS : GENERIC,
                    first.map(error -> error.field()).orElse(""),
                    first.map(error -> error.message()).orElse(""));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record BatchView(
            List<MemberView> newMembers,
            List<MemberView> updatedMembers,
            List<ErrorView> errors,
            int totalCreated,
            int totalUpdated,
            int errorCount,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final MemberBatchService service;
    private final MemberLinks links;
    private final Caller caller;

    MemberBatchResource(AudienceRepository audiences, MemberBatchService service, MemberLinks links, Caller caller) {
        this.audiences = audiences;
        this.service = service;
        this.links = links;
        this.caller = caller;
    }

    @POST
    public Uni<BatchView> carryOut(
            @RestPath("list_id") String listId,
            @RestQuery("skip_merge_validation") @Nullable String skipValidation,
            @RestQuery("skip_duplicate_check") @Nullable String skipDuplicates,
            JsonBody body) {
        var accountId = caller.accountId();
        var manner = new Manner(
                MemberBatchForm.read(body),
                QueryFlag.isSet(skipValidation),
                QueryFlag.isSet(skipDuplicates),
                MemberService.Wish.API_SOURCE,
                Cause.api(caller.actor()));
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(
                        () -> audiences.get(accountId, listId).chain(audience -> service.carryOut(audience, manner))))
                .onFailure(AddressTaken.class)
                .retry()
                .atMost(MORE_ATTEMPTS)
                .map(result -> view(result, listId));
    }

    private BatchView view(Result result, String listId) {
        return new BatchView(
                views(result.created()),
                views(result.updated()),
                result.failures().stream().map(ErrorView::of).toList(),
                result.created().size(),
                result.updated().size(),
                result.failures().size(),
                links.ofAll(listId));
    }

    private List<MemberView> views(List<ContactCard> cards) {
        return cards.stream().map(card -> MemberView.of(card, links.of(card))).toList();
    }
}
