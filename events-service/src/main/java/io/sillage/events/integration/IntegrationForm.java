package io.sillage.events.integration;

import io.sillage.events.integration.IntegrationType.Setting;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request says of an integration.
///
/// @param listId empty for contacts of all audiences
record IntegrationForm(IntegrationType type, Optional<String> listId, Map<String, Object> settings) {

    private static final int LONGEST = 2_000;
    private static final int MOST_TEXTS = 100;
    private static final String SIGNING_KEY = "signing_key";
    private static final String PLAIN_REPORTS = "rfc3464";

    static IntegrationForm create(JsonBody body) {
        var type = body.field("type").required().oneOf(IntegrationType.words()).flatMap(IntegrationType::of);
        var listId = body.field("list_id").text().filter(text -> !text.isBlank());
        if (listId.isEmpty()
                && type.filter(given -> given != IntegrationType.SITE).isPresent()) {
            body.reject("list_id", "This field is required.");
        }
        var settings = type.map(given -> settings(given, body, Map.of())).orElse(Map.of());
        body.verify();
        return new IntegrationForm(type.orElseThrow(), listId, settings);
    }

    /// The settings after a change. What it leaves out stays as it was.
    static Map<String, Object> change(JsonBody body, Integration current) {
        var settings = settings(current.type(), body, current.settings());
        body.verify();
        return settings;
    }

    private static Map<String, Object> settings(IntegrationType type, JsonBody body, Map<String, Object> before) {
        var settings = new LinkedHashMap<>(before);
        var given = body.field("settings")
                .object()
                .orElseGet(() -> JsonBody.of(body.node().path("nothing")));
        for (var setting : type.settings()) {
            var field = given.field(setting.name());
            value(setting, field).ifPresent(value -> settings.put(setting.name(), value));
            if (setting.required() && !settings.containsKey(setting.name())) {
                body.reject("settings." + setting.name(), "This field is required.");
            }
        }
        requireKey(type, body, settings);
        return settings;
    }

    /// Reports that are plain emails are signed by nobody: whoever hands them over has the integration's own secret.
    private static void requireKey(IntegrationType type, JsonBody body, Map<String, Object> settings) {
        if (type == IntegrationType.EMAIL_PROVIDER
                && !PLAIN_REPORTS.equals(settings.get("provider"))
                && !settings.containsKey(SIGNING_KEY)) {
            body.reject("settings." + SIGNING_KEY, "This field is required.");
        }
    }

    private static Optional<?> value(Setting setting, JsonField field) {
        return switch (setting.kind()) {
            case TEXT ->
                setting.words().isEmpty() ? field.text(1, LONGEST).map(String::strip) : field.oneOf(setting.words());
            case FLAG -> field.bool();
            case TEXTS -> field.array(MOST_TEXTS).map(IntegrationForm::texts);
        };
    }

    private static List<String> texts(List<JsonField> fields) {
        return fields.stream()
                .flatMap(field -> field.text(1, LONGEST).stream())
                .map(String::strip)
                .toList();
    }
}
