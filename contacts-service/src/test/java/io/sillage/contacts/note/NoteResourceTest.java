package io.sillage.contacts.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class NoteResourceTest {

    private Api api;
    private String list;
    private String member;
    private String notes;

    @BeforeEach
    void newMember() {
        api = Api.ofNewAccount();
        list = api.newList();
        member = api.newMember(list, "ada-" + UUID.randomUUID() + "@example.org");
        notes = member + "/notes";
    }

    @Test
    void everybodyIsToldOfTheLastNote() {
        var hash = member.substring(member.lastIndexOf('/') + 1);

        var id = add("Called back");
        var told = TestTopics.awaitOne(
                Topic.CONTACTS, ContactChanged.class, each -> each.emailHash().equals(hash) && each.lastNote() != null);
        api.delete(notes + "/" + id).statusCode(204);

        assertThat(told.lastNote().note()).isEqualTo("Called back");
        assertThat(told.changes()).singleElement().isInstanceOfSatisfying(Change.NoteWritten.class, change -> {
            assertThat(change.noteId()).isEqualTo(id);
            assertThat(change.note()).isEqualTo("Called back");
        });
        assertThat(told.suppressTriggers()).isTrue();
        var toldAgain = TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                each -> each.emailHash().equals(hash) && each.version() > told.version() && each.lastNote() == null);
        assertThat(toldAgain.changes()).containsExactly(new Change.NoteDeleted(id));
    }

    @Test
    void noteIsWrittenReadChangedAndDeleted() {
        var note = notes + "/" + add("Met at the fair");
        String contactId = api.get(member).extract().path("contact_id");
        String hash = api.get(member).extract().path("id");

        api.get(note)
                .statusCode(200)
                .body("note", equalTo("Met at the fair"))
                .body("contact_id", equalTo(contactId))
                .body("email_id", equalTo(hash))
                .body("list_id", equalTo(list.substring("/3.0/lists/".length())))
                .body("created_at", matchesPattern("\\d{4}-.*T.*\\+00:00"))
                .body("_links.rel", contains("self", "parent", "update", "delete"));
        api.patch(note, "{\"note\": \"Met in Paris\"}").statusCode(200).body("note", equalTo("Met in Paris"));
        api.get(note).body("note", equalTo("Met in Paris"));
        api.delete(note).statusCode(204);
        api.get(note).statusCode(404);
        api.patch(note, "{\"note\": \"again\"}").statusCode(404);
        api.delete(note).statusCode(404);
    }

    @Test
    void newestComesFirstUnlessToldOtherwise() {
        var first = add("one");
        var second = add("two");
        var third = add("three");

        api.get(notes)
                .statusCode(200)
                .body("notes.id", contains(third, second, first))
                .body("total_items", equalTo(3));
        api.get(notes + "?sort_field=note_id&sort_dir=ASC").body("notes.id", contains(first, second, third));
        api.get(notes + "?count=1&offset=1").body("notes.id", contains(second)).body("total_items", equalTo(3));
        api.get(notes + "?count=0").body("notes", hasSize(0)).body("total_items", equalTo(3));
        api.patch(notes + "/" + first, "{\"note\": \"one, later\"}").statusCode(200);
        api.get(notes + "?sort_field=updated_at").body("notes[0].id", equalTo(first));
    }

    @Test
    void memberShowsItsNewestNote() {
        api.get(member).body("last_note", nullValue());
        add("one");
        var second = add("two");

        api.get(member)
                .body("last_note.note_id", equalTo(second))
                .body("last_note.note", equalTo("two"))
                .body("last_note.created_at", matchesPattern("\\d{4}-.*T.*\\+00:00"));
        api.get(list + "/members").body("members[0].last_note.note", equalTo("two"));
        api.patch(notes + "/" + second, "{\"note\": \"two!\"}");
        api.get(member).body("last_note.note", equalTo("two!"));
        api.delete(notes + "/" + second);
        api.get(member).body("last_note.note", equalTo("one"));
        api.patch(member, "{\"vip\": true}").statusCode(200).body("last_note.note", equalTo("one"));
    }

    @Test
    void notesGoWithTheMember() {
        add("private");

        api.post(member + "/actions/delete-permanent", "").statusCode(204);

        api.get(notes).statusCode(404);
    }

    @Test
    void noteOfAnotherMemberOrAccountIsNotFound() {
        var note = add("mine");
        var other = api.newMember(list, "eve@example.org");

        api.get(other + "/notes/" + note).statusCode(404);
        api.get(notes + "/none").statusCode(404);
        var stranger = Api.ofNewAccount();
        stranger.get(notes).statusCode(404);
        stranger.post(notes, "{\"note\": \"x\"}").statusCode(404);
        stranger.delete(notes + "/" + note).statusCode(404);
        api.get(notes).body("total_items", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"note\": \"\"}", "{\"note\": 5}", "{\"note\": null}"})
    void unusableNoteIsRefused(String body) {
        api.post(notes, body).statusCode(400).body("errors[0].field", equalTo("note"));
        api.get(notes).body("total_items", equalTo(0));
    }

    @Test
    void noteHasAtMostAThousandCharacters() {
        api.post(notes, "{\"note\": \"%s\"}".formatted("x".repeat(1_000))).statusCode(200);
        api.post(notes, "{\"note\": \"%s\"}".formatted("x".repeat(1_001)))
                .statusCode(400)
                .body("errors[0].field", equalTo("note"));
    }

    @Test
    void unknownOrderIsRefused() {
        api.get(notes + "?sort_field=note").statusCode(400).body("errors[0].field", equalTo("sort_field"));
        api.get(notes + "?sort_dir=up").statusCode(400).body("errors[0].field", equalTo("sort_dir"));
    }

    private int add(String text) {
        return api.post(notes, "{\"note\": \"%s\"}".formatted(text))
                .statusCode(200)
                .body("created_by", equalTo(""))
                .extract()
                .path("id");
    }
}
