package io.sillage.segments.segment;

import io.sillage.conditions.AudienceFields;
import io.sillage.conditions.ConditionReader;
import io.sillage.conditions.PlanLimits;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import io.sillage.platform.http.Problem;
import io.sillage.segments.projection.Audience;
import java.util.List;
import java.util.Optional;

/// What a request says about a segment: its name, and its conditions or its members.
record SegmentForm(Optional<String> name, Optional<Conditions> conditions, Optional<List<String>> emails) {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_MEMBERS = 5_000;

    /// Fails if the segment that it describes would lack something.
    static SegmentForm toCreate(JsonBody body, Audience audience, Entitlements plan) {
        body.field("name").required();
        var form = read(body, audience, plan);
        if (form.conditions().isPresent() == form.emails().isPresent()) {
            throw eitherOr();
        }
        return form;
    }

    static SegmentForm toEdit(JsonBody body, Audience audience, Entitlements plan) {
        var form = read(body, audience, plan);
        if (form.conditions().isPresent() && form.emails().isPresent()) {
            throw eitherOr();
        }
        return form;
    }

    /// The conditions of a preview.
    static Conditions toPreview(JsonBody body, Audience audience, Entitlements plan) {
        body.field("options").required();
        return read(body, audience, plan).conditions().orElseThrow();
    }

    private static SegmentForm read(JsonBody body, Audience audience, Entitlements plan) {
        var name = body.field("name").text(1, LONGEST_NAME).map(String::strip);
        var conditions = body.field("options").object().map(options -> conditions(options, audience));
        var emails = body.field("static_segment").array(MOST_MEMBERS).map(SegmentForm::emails);
        name.filter(String::isEmpty).ifPresent(_ -> body.reject("name", "This value should not be blank."));
        body.verify();
        conditions.ifPresent(found -> PlanLimits.verify(found.condition(), plan));
        return new SegmentForm(name, conditions, emails);
    }

    private static Conditions conditions(JsonBody options, Audience audience) {
        var condition = ConditionReader.read(options, new AudienceFields(audience.fields()));
        return new Conditions(condition, options.node().toString());
    }

    static List<String> emails(List<JsonField> elements) {
        return elements.stream()
                .map(JsonField::text)
                .flatMap(Optional::stream)
                .map(String::strip)
                .toList();
    }

    private static Problem eitherOr() {
        return new Problem(
                400, "Invalid Resource", "Must provide either an \"options\" field or a \"static_segment\" field");
    }
}
