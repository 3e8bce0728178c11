package io.sillage.contacts.contact;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberCountsTest {

    private static final int MANY = MemberCounts.COUNTED_EACH_TIME + 100;
    private static final String CHANGED = "/members?count=1&since_last_changed=2000-01-01";

    @Inject
    DataSource database;

    @Test
    void aLargeNumberIsExactAndThenKeptForAMoment() throws SQLException {
        var api = Api.ofNewAccount();
        var list = api.newListId();
        ManyMembers.add(database, list, "", MANY);
        var changed = "/3.0/lists/" + list + CHANGED;

        api.get(changed).statusCode(200).body("total_items", equalTo(MANY));
        delete(list, "member1@example.org");
        api.get(changed).body("total_items", equalTo(MANY));
        api.get(changed + "&vip_only=true").body("total_items", equalTo(MANY / 300));
        delete(list, "member300@example.org");
        api.get(changed + "&vip_only=true").body("total_items", equalTo(MANY / 300 - 1));
    }

    private void delete(String list, String email) throws SQLException {
        ManyMembers.run(database, """
                delete from contact where email = '%s'
                   and audience_id = (select id from audience where list_id = '%s')""".formatted(email, list));
    }
}
