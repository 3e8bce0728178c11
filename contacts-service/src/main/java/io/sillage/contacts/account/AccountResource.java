package io.sillage.contacts.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Accounts, for operators: create, list, rename, move to another plan or time zone.
@Path("/admin/accounts")
@RolesAllowed(Role.OPERATOR)
@BodyLimit(BodyLimit.SMALL)
public class AccountResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record NewAccountView(String accountId, String name, String plan, String timezone, String apiKey) {
        static NewAccountView of(Account account, String key) {
            return new NewAccountView(
                    Ids.hex(account.id()),
                    account.name(),
                    account.plan(),
                    account.timeZone().getId(),
                    key);
        }
    }

    /// @param activityMonths for how many months activities are kept; 0 for as long as the installation says
    @JsonNaming(SnakeCaseStrategy.class)
    public record AccountView(
            String accountId, String name, String plan, String timezone, int activityMonths, String createdAt) {
        static AccountView of(Account account) {
            return new AccountView(
                    Ids.hex(account.id()),
                    account.name(),
                    account.plan(),
                    account.timeZone().getId(),
                    account.activityMonths().orElse(0),
                    ApiTime.format(account.createdAt()));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record AccountsView(List<AccountView> accounts, long totalItems) {}

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final AccountRepository accounts;
    private final AccountService service;
    private final Plans plans;
    private final InstantSource clock;

    AccountResource(AccountRepository accounts, AccountService service, Plans plans, InstantSource clock) {
        this.accounts = accounts;
        this.service = service;
        this.plans = plans;
        this.clock = clock;
    }

    @POST
    @WithTransaction
    public Uni<NewAccountView> create(JsonBody body) {
        var now = clock.instant();
        var account = newAccount(body, now);
        var key = ApiKey.random();
        return service.add(account, now)
                .chain(() -> service.add(new ApiKey(account.id(), key, "", now), now))
                .replaceWith(() -> NewAccountView.of(account, key));
    }

    private Account newAccount(JsonBody body, Instant now) {
        body.field("name").required();
        var form = AccountForm.read(body, plans);
        body.verify();
        return new Account(
                Ids.newId(now),
                form.name().orElseThrow(),
                form.plan().orElseGet(plans::defaultPlan),
                form.timeZone().orElse(UTC),
                form.activityMonths().filter(months -> months > 0).orElse(null),
                now);
    }

    @GET
    @WithSession
    public Uni<AccountsView> list(@RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        return accounts.page(Page.of(count, offset)).chain(this::withTotal);
    }

    private Uni<AccountsView> withTotal(List<Account> page) {
        var views = page.stream().map(AccountView::of).toList();
        return accounts.count().map(total -> new AccountsView(views, total));
    }

    @GET
    @Path("/{account_id}")
    @WithSession
    public Uni<AccountView> read(@RestPath("account_id") String accountId) {
        return accounts.get(idOf(accountId)).map(AccountView::of);
    }

    @PATCH
    @Path("/{account_id}")
    @WithTransaction
    public Uni<AccountView> change(@RestPath("account_id") String accountId, JsonBody body) {
        var form = AccountForm.read(body, plans);
        body.verify();
        return accounts.lock(idOf(accountId))
                .call(account -> service.change(account, form, clock.instant()))
                .map(AccountView::of);
    }

    /// The id in a path; one that cannot be an id is of no account.
    static UUID idOf(String hex) {
        return Ids.parse(hex).orElseThrow(Problem::notFound);
    }
}
