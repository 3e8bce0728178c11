package io.sillage.segments.intake;

import static io.sillage.segments.TestAudience.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DeletedAudienceTest {

    @Inject
    InstantSource clock;

    @Inject
    DataSource database;

    @Test
    void nothingIsLeftOfADeletedAudience() throws SQLException {
        var audience = new TestAudience(clock);
        var ada = audience.contact("Ada");
        var buyers = audience.segment("Buyers", event("purchase"));
        audience.did(ada, "purchase");
        audience.awaitMembers(buyers, ada);

        TestTopics.publish(audience.changed(2, true));

        await().untilAsserted(() -> audience.get("/segments").statusCode(404));
        for (var table : new String[] {"contact", "segment", "definition", "tag"}) {
            await().untilAsserted(() -> assertThat(
                            count("select count(*) from " + table + " where audience_id = ?", audience.audienceId()))
                    .as(table)
                    .isZero());
        }
        for (var table : new String[] {"activity", "verdict"}) {
            assertThat(count("select count(*) from " + table + " where contact_id = ?", ada))
                    .as(table)
                    .isZero();
        }
        TestTopics.publish(audience.changed(1, false));
        audience.get("/segments").statusCode(404);
    }

    private long count(String sql, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
