package io.sillage.contacts.account;

import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/// What a request says about an account; what it leaves out is empty.
///
/// @param activityMonths for how many months activities are kept; 0 for as long as the installation says
record AccountForm(
        Optional<String> name, Optional<Plan> plan, Optional<ZoneId> timeZone, Optional<Integer> activityMonths) {

    private static final int LONGEST_NAME = 255;
    private static final int MOST_MONTHS = 1_200;

    static AccountForm read(JsonBody body, Plans plans) {
        return new AccountForm(
                body.field("name").text(1, LONGEST_NAME),
                body.field("plan").oneOf(plans.names()).flatMap(plans::named),
                timeZone(body.field("timezone")),
                months(body.field("activity_months")));
    }

    private static Optional<Integer> months(JsonField field) {
        var months = field.integer();
        if (months.filter(number -> number < 0 || number > MOST_MONTHS).isPresent()) {
            field.reject("This value should be from 0 to %d.".formatted(MOST_MONTHS));
        }
        return months;
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
