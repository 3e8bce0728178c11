package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sillage.contacts.Api;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.platform.http.QueryParameters;
import io.sillage.testing.infrastructure.SillageResource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is asked of the members of a list, nobody reads all contacts for it.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberIndexUseTest {

    private static final int MEMBERS = 20_000;

    @Inject
    DataSource database;

    @Inject
    ContactRepository contacts;

    @Inject
    AudienceRepository audiences;

    private static @Nullable Audience audience;
    private static String group = "";

    @BeforeEach
    void fill() throws SQLException {
        if (audience != null) {
            return; // once is enough for all
        }
        var api = Api.ofNewAccount();
        var listId = api.newListId();
        var list = "/3.0/lists/" + listId;
        String category = api.post(list + "/interest-categories", "{\"title\": \"Plan\", \"type\": \"checkboxes\"}")
                .statusCode(200)
                .extract()
                .path("id");
        String interest = api.post(list + "/interest-categories/" + category + "/interests", "{\"name\": \"Gold\"}")
                .statusCode(200)
                .extract()
                .path("id");
        group = "interest_category_id=%s&interest_ids=%s&interest_match=any".formatted(category, interest);
        ManyMembers.add(database, listId, interest, MEMBERS);
        audience = awaited(() -> audiences.find("listId", listId).firstResult());
    }

    private static <T> T awaited(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(work));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count=10&offset=100",
                "status=unsubscribed",
                "sort_field=last_changed&sort_dir=DESC",
                "sort_field=timestamp_opt&sort_dir=DESC",
                "sort_field=timestamp_signup",
                "vip_only=true",
                "email_type=text",
                "unique_email_id=0123456789",
                "since_last_changed=2100-01-01",
                "GROUP",
            })
    void noListIsReadForAPageOfMembers(String query) {
        var filter = MemberFilter.read(parameters(query), audience);

        assertNothingIsScanned(() -> contacts.page(filter));
        assertNothingIsScanned(() -> contacts.count(filter, 1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"count=10", "sort_field=updated_at&sort_dir=DESC", "updated_since=2100-01-01"})
    void noAudienceIsReadForAPageOfContacts(String query) {
        assertNothingIsScanned(() -> contacts.page(audience.id(), ChannelContactPage.read(parameters(query))));
    }

    @Test
    void noListIsReadForOneMember() {
        var phone = new PhoneNumber("+33610000010");

        assertNothingIsScanned(() -> contacts.find(audience.id(), SubscriberKey.parse("member7@example.org")));
        assertNothingIsScanned(() -> contacts.idOfPhone(audience.id(), phone.hash()));
        assertNothingIsScanned(() -> contacts.lockPhone(audience.id(), phone));
        assertNothingIsScanned(() -> contacts.lockAddresses(audience.id(), Set.of("a", "b", "c")));
    }

    @Test
    void aListThatStatisticsDoNotKnowIsNotReadForItsAddresses() throws SQLException {
        var listId = Api.ofNewAccount().newListId();
        ManyMembers.addUnnoticed(database, listId, 2_000);
        var list = awaited(() -> audiences.find("listId", listId).firstResult());
        var before = indexReads();

        inTransaction(() -> contacts.lockAddresses(
                list.id(),
                IntStream.range(0, 1_000).mapToObj("nobody%d"::formatted).collect(toSet())));

        assertThat(indexReads() - before).isZero();
    }

    @Test
    void readingAllContactsWouldBeNoticed() throws SQLException {
        var before = scans();

        inTransaction(() -> contacts.count("source", "nowhere"));

        assertThat(scans()).isGreaterThan(before);
    }

    private void assertNothingIsScanned(Supplier<Uni<?>> work) {
        try {
            var before = scans();
            inTransaction(work);
            assertThat(scans()).isEqualTo(before);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inTransaction(Supplier<Uni<?>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(
                    () -> work.get().chain(() -> Panache.getSession().chain(session -> session.createNativeQuery(
                                    "select cast(pg_stat_force_next_flush() as text)", String.class)
                            .getResultList()))));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private QueryParameters parameters(String query) {
        var values = new MultivaluedHashMap<String, String>();
        for (var parameter : query.replace("GROUP", group).split("&")) {
            var parts = parameter.split("=", 2);
            values.add(parts[0], parts[1]);
        }
        return QueryParameters.of((UriInfo) Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(), new Class<?>[] {UriInfo.class}, (_, _, _) -> values));
    }

    /// How many times all contacts were read.
    private long scans() throws SQLException {
        return number("select seq_scan from pg_stat_user_tables where relname = 'contact'");
    }

    /// How many contacts were found in indexes.
    private long indexReads() throws SQLException {
        return number("select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'contact'");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
