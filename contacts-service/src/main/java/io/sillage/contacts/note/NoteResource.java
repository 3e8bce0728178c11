package io.sillage.contacts.note;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.contact.Member;
import io.sillage.contacts.contact.Members;
import io.sillage.contracts.Change;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// The notes about a member.
@Path("/3.0/lists/{list_id}/members/{subscriber_hash}/notes")
@RolesAllowed(Role.API)
public class NoteResource {

    private static final int LONGEST = 1_000;

    @JsonNaming(SnakeCaseStrategy.class)
    public record NoteView(
            int id,
            String createdAt,
            String createdBy,
            String updatedAt,
            String note,
            String listId,
            String emailId,
            String contactId,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record NotesView(
            List<NoteView> notes,
            String emailId,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final Members members;
    private final NoteRepository notes;
    private final InstantSource clock;
    private final Links links;
    private final Caller caller;

    NoteResource(Members members, NoteRepository notes, InstantSource clock, Links links, Caller caller) {
        this.members = members;
        this.notes = notes;
        this.clock = clock;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<NotesView> list(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var order = NoteOrder.of(query);
        var page = query.page();
        return members.get(caller.accountId(), listId, subscriberHash).chain(member -> notes.page(member, order, page)
                .chain(found -> notes.count(member).map(total -> view(member, found, total))));
    }

    @POST
    @WithTransaction
    public Uni<NoteView> create(
            @RestPath("list_id") String listId, @RestPath("subscriber_hash") String subscriberHash, JsonBody body) {
        var text = text(body);
        var author = caller.actor();
        return members.lock(caller.accountId(), listId, subscriberHash)
                .chain(member -> notes.persist(new Note(member, text, author, clock.instant()))
                        .call(note -> renewLast(member, note.written(), author))
                        .map(note -> view(member, note)));
    }

    @GET
    @Path("/{note_id}")
    @WithSession
    public Uni<NoteView> read(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @RestPath("note_id") String noteId) {
        return members.get(caller.accountId(), listId, subscriberHash)
                .chain(member -> notes.get(member, noteId).map(note -> view(member, note)));
    }

    @PATCH
    @Path("/{note_id}")
    @WithTransaction
    public Uni<NoteView> change(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @RestPath("note_id") String noteId,
            JsonBody body) {
        var text = text(body);
        var author = caller.actor();
        return members.lock(caller.accountId(), listId, subscriberHash).chain(member -> notes.get(member, noteId)
                .invoke(note -> note.change(text, clock.instant()))
                .call(note -> renewLast(member, note.written(), author))
                .map(note -> view(member, note)));
    }

    @DELETE
    @Path("/{note_id}")
    @WithTransaction
    public Uni<Void> delete(
            @RestPath("list_id") String listId,
            @RestPath("subscriber_hash") String subscriberHash,
            @RestPath("note_id") String noteId) {
        var author = caller.actor();
        return members.lock(caller.accountId(), listId, subscriberHash).chain(member -> notes.get(member, noteId)
                .call(notes::delete)
                .chain(note -> renewLast(member, note.deleted(), author)));
    }

    private Uni<Void> renewLast(Member member, Change change, String author) {
        return notes.renewLast(member).chain(() -> members.announceNote(member, change, author));
    }

    private static String text(JsonBody body) {
        var text = body.field("note").required().text(1, LONGEST).orElse("");
        body.verify();
        return text;
    }

    private NotesView view(Member member, List<Note> found, long total) {
        var views = found.stream().map(note -> view(member, note)).toList();
        var self = path(member);
        var built = links.of(self)
                .add("parent", "GET", parent(member))
                .add("create", "POST", self)
                .build();
        return new NotesView(views, member.emailHash(), member.listId(), total, built);
    }

    private NoteView view(Member member, Note note) {
        var self = path(member) + "/" + note.id();
        return new NoteView(
                note.id(),
                ApiTime.format(note.createdAt()),
                note.createdBy(),
                ApiTime.format(note.updatedAt()),
                note.text(),
                member.listId(),
                member.emailHash(),
                Ids.hex(member.contactId()),
                links.of(self)
                        .add("parent", "GET", path(member))
                        .add("update", "PATCH", self)
                        .add("delete", "DELETE", self)
                        .build());
    }

    private static String parent(Member member) {
        return "/lists/" + member.listId() + "/members/" + member.emailHash();
    }

    private static String path(Member member) {
        return parent(member) + "/notes";
    }
}
