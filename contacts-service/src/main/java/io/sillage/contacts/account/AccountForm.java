package io.sillage.contacts.account;

import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/// What a request says about an account; what it leaves out is empty.
record AccountForm(Optional<String> name, Optional<Plan> plan, Optional<ZoneId> timeZone) {

    private static final int LONGEST_NAME = 255;

    static AccountForm read(JsonBody body, Plans plans) {
        return new AccountForm(
                body.field("name").text(1, LONGEST_NAME),
                body.field("plan").oneOf(plans.names()).flatMap(plans::named),
                timeZone(body.field("timezone")));
    }

    private static Optional<ZoneId> timeZone(JsonField field) {
        return field.text().flatMap(text -> timeZone(field, text));
    }

    private static Optional<ZoneId> timeZone(JsonField field, String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            field.reject("This value should be a time zone such as Europe/Paris.");
            return Optional.empty();
        }
    }
}
