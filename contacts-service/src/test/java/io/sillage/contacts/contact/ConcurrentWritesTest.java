package io.sillage.contacts.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.TagChanged;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ConcurrentWritesTest {

    private static final int WRITERS = 12;

    private Api api;
    private String list;
    private String email;
    private String member;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList();
        email = "ada-" + UUID.randomUUID() + "@example.org";
        member = list + "/members/" + EmailAddress.hashOf(email);
    }

    @Test
    void putsOfANewAddressAddItOnceAndLoseNothing() {
        for (var i = 0; i < WRITERS; i++) {
            api.post(list + "/merge-fields", "{\"name\": \"X\", \"type\": \"number\", \"tag\": \"N%d\"}".formatted(i))
                    .statusCode(200);
        }

        var statuses = atOnce(i -> api.put(
                        member,
                        "{\"email_address\": \"%s\", \"status_if_new\": \"subscribed\", \"merge_fields\": {\"N%d\": %d}}"
                                .formatted(email, i, i))
                .extract()
                .statusCode());

        assertThat(statuses).containsOnly(200);
        var stored = api.get(member).statusCode(200);
        for (var i = 0; i < WRITERS; i++) {
            stored.body("merge_fields.N" + i, equalTo(i));
        }
        var announced = announced(WRITERS);
        assertThat(announced).hasSize(WRITERS);
        assertThat(announced)
                .extracting(ContactChanged::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, WRITERS).boxed().toList());
        assertThat(announced.getFirst().changes()).containsExactly(new Change.Created());
        assertThat(announced.getLast().fields()).hasSize(WRITERS);
    }

    @Test
    void aThousandPutsOfTenMembersLoseNothingAndAreToldInOrder() {
        var members = 10;
        var writes = 100;
        var emails = IntStream.range(0, members)
                .mapToObj(i -> "m%d-%s".formatted(i, email))
                .toList();
        emails.forEach(each -> api.newMember(list, each));

        var statuses = atOnce(members * writes, i -> api.put(
                        list + "/members/" + EmailAddress.hashOf(emails.get(i % members)),
                        "{\"email_address\": \"%s\", \"status_if_new\": \"subscribed\", \"language\": \"l%d\"}"
                                .formatted(emails.get(i % members), i))
                .extract()
                .statusCode());

        assertThat(statuses).hasSize(members * writes).containsOnly(200);
        for (var each : emails) {
            var told = TestTopics.await(
                    Topic.CONTACTS,
                    ContactChanged.class,
                    message -> message.email().equals(each),
                    writes + 1);
            assertThat(told)
                    .extracting(ContactChanged::version)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, writes + 1).boxed().toList());
            assertThat(told.stream().map(ContactChanged::language).distinct()).hasSize(writes + 1);
        }
    }

    @Test
    void postsOfANewAddressAddItOnce() {
        var body = "{\"email_address\": \"%s\", \"status\": \"subscribed\"}".formatted(email);

        var statuses = atOnce(_ -> api.post(list + "/members", body).extract().statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(WRITERS - 1);
        assertThat(announced(1)).hasSize(1);
    }

    @Test
    void tagsGivenAtOnceAreAllThere() {
        api.newMember(list, email);
        var name = "Tag-" + UUID.randomUUID();

        var statuses = atOnce(i -> api.post(
                        member + "/tags",
                        "{\"tags\": [{\"name\": \"%s\", \"status\": \"active\"}, {\"name\": \"T%d\", \"status\": \"active\"}]}"
                                .formatted(name, i))
                .extract()
                .statusCode());

        assertThat(statuses).containsOnly(204);
        api.get(member).body("tags_count", equalTo(WRITERS + 1));
        assertThat(announced(WRITERS + 1).getLast().tags()).hasSize(WRITERS + 1);
        assertThat(TestTopics.now(
                        Topic.AUDIENCES, TagChanged.class, tag -> tag.name().equals(name)))
                .hasSize(1);
    }

    @Test
    void newTagOfManyMembersIsMadeOnce() {
        var name = "Tag-" + UUID.randomUUID();

        var statuses = atOnce(i -> api.post(
                        list + "/members",
                        "{\"email_address\": \"m%d@example.org\", \"status\": \"subscribed\", \"tags\": [\"Z\", \"%s\"]}"
                                .formatted(i, name))
                .extract()
                .statusCode());

        assertThat(statuses).containsOnly(200);
        api.get(list + "/tag-search?name=" + name).body("total_items", equalTo(1));
    }

    private List<ContactChanged> announced(int atLeast) {
        return TestTopics.await(
                Topic.CONTACTS,
                ContactChanged.class,
                each -> each.emailHash().equals(EmailAddress.hashOf(email)),
                atLeast);
    }

    private static List<Integer> atOnce(IntFunction<Integer> call) {
        return atOnce(WRITERS, call);
    }

    private static List<Integer> atOnce(int times, IntFunction<Integer> call) {
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var calls = IntStream.range(0, times)
                    .<Callable<Integer>>mapToObj(i -> () -> call.apply(i))
                    .toList();
            var results = new ArrayList<Integer>();
            for (var result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
