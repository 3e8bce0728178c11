package io.sillage.automation.email;

import static java.util.stream.Collectors.toMap;

import io.sillage.automation.email.DeliverySource.FlowStep;
import io.sillage.automation.email.DeliverySource.Request;
import io.sillage.automation.flow.EmailContent;
import io.sillage.automation.flow.VersionId;
import io.sillage.contracts.SendEmail.Purpose;
import io.sillage.platform.database.Columns;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;
import java.util.Map;

/// How rows of `delivery` say why they are there.
final class DeliverySources {

    private DeliverySources() {}

    static DeliverySource of(Row row) {
        var content = Columns.json(row, "content");
        return content == null
                ? step(row)
                : new Request(Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)), content(content));
    }

    private static FlowStep step(Row row) {
        return new FlowStep(
                row.getUUID("enrollment_id"),
                new VersionId(row.getInteger("flow_id"), row.getInteger("flow_version")),
                row.getInteger("step_id"),
                texts(Columns.json(row, "event")));
    }

    static Map<String, String> texts(JsonObject object) {
        return object.stream().collect(toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
    }

    private static EmailContent content(JsonObject json) {
        return new EmailContent(
                json.getString("subject"),
                json.getString("from_name"),
                json.getString("from_email"),
                json.getString("html"),
                json.getString("text"));
    }

    static JsonObject json(EmailContent content) {
        return new JsonObject()
                .put("subject", content.subject())
                .put("from_name", content.fromName())
                .put("from_email", content.fromEmail())
                .put("html", content.html())
                .put("text", content.text());
    }
}
