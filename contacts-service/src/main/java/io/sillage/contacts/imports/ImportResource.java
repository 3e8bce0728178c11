package io.sillage.contacts.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.imports.Import.Status;
import io.sillage.contacts.imports.RefusalRepository.Refusal;
import io.sillage.platform.csv.CsvLine;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Imports of a list: how far they are, and what can be done about them. Ours: the Marketing API has none.
@Path("/3.0/lists/{list_id}/imports")
@RolesAllowed(Role.API)
public class ImportResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record ImportsView(
            List<ImportView> imports,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final ImportRepository imports;
    private final RefusalRepository refusals;
    private final ImportPoller poller;
    private final Links links;
    private final Caller caller;
    private final InstantSource clock;

    ImportResource(
            AudienceRepository audiences,
            ImportRepository imports,
            RefusalRepository refusals,
            ImportPoller poller,
            Links links,
            Caller caller,
            InstantSource clock) {
        this.audiences = audiences;
        this.imports = imports;
        this.refusals = refusals;
        this.poller = poller;
        this.links = links;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @WithSession
    public Uni<ImportsView> list(
            @RestPath("list_id") String listId, @RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return audiences.get(caller.accountId(), listId).chain(audience -> list(audience, page));
    }

    private Uni<ImportsView> list(Audience audience, Page page) {
        return imports.page(audience.id(), page)
                .chain(found -> imports.count(audience.id()).map(total -> view(found, audience.listId(), total)));
    }

    private ImportsView view(List<Import> found, String listId, long total) {
        var views = found.stream().map(job -> ImportView.of(job, listId, links)).toList();
        var self = "/lists/" + listId + "/imports";
        var built = links.of(self)
                .add("parent", "GET", "/lists/" + listId)
                .add("create", "POST", self)
                .build();
        return new ImportsView(views, listId, total, built);
    }

    @GET
    @Path("/{import_id}")
    @WithSession
    public Uni<ImportView> read(@RestPath("list_id") String listId, @RestPath("import_id") String importId) {
        var id = parse(importId);
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> imports.get(audience.id(), id))
                .map(job -> ImportView.of(job, listId, links));
    }

    private static UUID parse(String importId) {
        try {
            return UUID.fromString(importId);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    @POST
    @Path("/{import_id}/actions/pause")
    public Uni<Void> pause(@RestPath("list_id") String listId, @RestPath("import_id") String importId) {
        return act(listId, importId, job -> {
            refuseUnless(job, Status.QUEUED, Status.RUNNING, Status.PAUSED);
            job.pause();
        });
    }

    @POST
    @Path("/{import_id}/actions/resume")
    public Uni<Void> resume(@RestPath("list_id") String listId, @RestPath("import_id") String importId) {
        return act(listId, importId, job -> {
            refuseUnless(job, Status.PAUSED);
            job.resume(clock.instant());
        });
    }

    /// What was imported stays; the rest is not.
    @POST
    @Path("/{import_id}/actions/cancel")
    public Uni<Void> cancel(@RestPath("list_id") String listId, @RestPath("import_id") String importId) {
        return act(listId, importId, job -> {
            refuseUnless(job, Status.UPLOADING, Status.QUEUED, Status.RUNNING, Status.PAUSED);
            job.cancel(clock.instant());
        });
    }

    private Uni<Void> act(String listId, String importId, Consumer<Import> action) {
        var accountId = caller.accountId();
        var id = parse(importId);
        return Panache.withTransaction(() -> audiences
                        .get(accountId, listId)
                        .chain(audience -> imports.getLocked(audience.id(), id))
                        .invoke(action))
                .invoke(poller::wake)
                .replaceWithVoid();
    }

    private static void refuseUnless(Import job, Status... allowed) {
        if (!List.of(allowed).contains(job.status())) {
            throw new Problem(
                    400,
                    "Invalid Action",
                    "An import that is %s cannot do this."
                            .formatted(job.status().word()));
        }
    }

    /// The rows that were refused, with their lines and the reasons.
    @GET
    @Path("/{import_id}/rejections.csv")
    @Produces("text/csv; charset=utf-8")
    public Multi<String> rejections(@RestPath("list_id") String listId, @RestPath("import_id") String importId) {
        var accountId = caller.accountId();
        var id = parse(importId);
        return RestMulti.fromUniResponse(
                Panache.withSession(
                        () -> audiences.get(accountId, listId).chain(audience -> imports.get(audience.id(), id))),
                job -> report(job.id()));
    }

    private Multi<String> report(UUID id) {
        var lines = Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, position -> next(id, position))
                .until(List::isEmpty)
                .map(ImportResource::text);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(CsvLine.of(List.of("line", "email_address", "reason"))), lines);
    }

    private Uni<List<Refusal>> next(UUID id, AtomicLong position) {
        return Panache.withSession(() -> refusals.after(id, position.get()))
                .invoke(found -> found.stream().mapToLong(Refusal::line).max().ifPresent(position::set));
    }

    private static String text(List<Refusal> found) {
        return found.stream()
                .map(refusal -> CsvLine.of(List.of(Long.toString(refusal.line()), refusal.address(), refusal.reason())))
                .collect(Collectors.joining());
    }
}
