package io.sillage.contacts.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Page;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The API keys of an account, for operators. A key is shown when it is made, and never again.
@Path("/admin/accounts/{account_id}/api-keys")
@RolesAllowed(Role.OPERATOR)
@BodyLimit(BodyLimit.SMALL)
public class ApiKeyResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record NewApiKeyView(String id, String label, String apiKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiKeyView(String id, String label, String createdAt) {
        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(Ids.hex(key.id()), key.label(), ApiTime.format(key.createdAt()));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiKeysView(List<ApiKeyView> apiKeys, long totalItems) {}

    private static final int LONGEST_LABEL = 255;

    private final AccountRepository accounts;
    private final ApiKeyRepository keys;
    private final AccountService service;
    private final InstantSource clock;

    ApiKeyResource(AccountRepository accounts, ApiKeyRepository keys, AccountService service, InstantSource clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.service = service;
        this.clock = clock;
    }

    @POST
    @WithTransaction
    public Uni<NewApiKeyView> create(@RestPath("account_id") String accountId, JsonBody body) {
        var label = body.field("label").text(0, LONGEST_LABEL).orElse("");
        body.verify();
        return accounts.get(AccountResource.idOf(accountId)).chain(account -> create(account, label));
    }

    private Uni<NewApiKeyView> create(Account account, String label) {
        var now = clock.instant();
        var secret = ApiKey.random();
        var key = new ApiKey(account.id(), secret, label, now);
        return service.add(key, now).replaceWith(() -> new NewApiKeyView(Ids.hex(key.id()), label, secret));
    }

    @GET
    @WithSession
    public Uni<ApiKeysView> list(
            @RestPath("account_id") String accountId,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return accounts.get(AccountResource.idOf(accountId)).chain(account -> list(account, page));
    }

    private Uni<ApiKeysView> list(Account account, Page page) {
        return keys.page(account.id(), page).chain(found -> withTotal(account, found));
    }

    private Uni<ApiKeysView> withTotal(Account account, List<ApiKey> page) {
        var views = page.stream().map(ApiKeyView::of).toList();
        return keys.count("accountId", account.id()).map(total -> new ApiKeysView(views, total));
    }

    @DELETE
    @Path("/{id}")
    @WithTransaction
    public Uni<Void> revoke(@RestPath("account_id") String accountId, @RestPath String id) {
        return keys.lock(AccountResource.idOf(accountId), AccountResource.idOf(id))
                .chain(key -> service.revoke(key, clock.instant()));
    }
}
