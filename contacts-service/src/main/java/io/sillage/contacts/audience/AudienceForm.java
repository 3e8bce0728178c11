package io.sillage.contacts.audience;

import io.sillage.contacts.audience.AudienceSettings.Postal;
import io.sillage.contacts.audience.AudienceSettings.Sender;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads the settings of an audience from a request. What the request leaves out stays as it was.
final class AudienceForm {

    private static final int LONGEST = 1_000;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private AudienceForm() {}

    static AudienceSettings create(JsonBody body) {
        require(body, "name", "contact", "permission_reminder", "campaign_defaults", "email_type_option");
        body.field("contact").object().ifPresent(it -> require(it, "company", "address1", "city", "country"));
        body.field("campaign_defaults").object().ifPresent(AudienceForm::requireSender);
        return change(body, AudienceSettings.NONE);
    }

    static AudienceSettings change(JsonBody body, AudienceSettings current) {
        var changed = new AudienceSettings(
                filled(body.field("name"), current.name()),
                body.field("contact")
                        .object()
                        .map(it -> postal(it, current.contact()))
                        .orElse(current.contact()),
                text(body, "permission_reminder", current.permissionReminder()),
                flag(body, "use_archive_bar", current.useArchiveBar()),
                body.field("campaign_defaults")
                        .object()
                        .map(it -> sender(it, current.campaignDefaults()))
                        .orElse(current.campaignDefaults()),
                address(body.field("notify_on_subscribe"), current.notifyOnSubscribe()),
                address(body.field("notify_on_unsubscribe"), current.notifyOnUnsubscribe()),
                flag(body, "email_type_option", current.emailTypeOption()),
                flag(body, "double_optin", current.doubleOptin()),
                flag(body, "marketing_permissions", current.marketingPermissions()));
        body.verify();
        return changed;
    }

    private static void requireSender(JsonBody sender) {
        require(sender, "from_name", "from_email");
        // an empty subject is as good as none, but it has to be said
        for (var name : List.of("subject", "language")) {
            if (!sender.has(name)) {
                sender.field(name).required();
            }
        }
    }

    private static void require(JsonBody body, String... names) {
        for (var name : names) {
            body.field(name).required();
        }
    }

    private static Postal postal(JsonBody body, Postal current) {
        return new Postal(
                text(body, "company", current.company()),
                text(body, "address1", current.address1()),
                text(body, "address2", current.address2()),
                text(body, "city", current.city()),
                text(body, "state", current.state()),
                text(body, "zip", current.zip()),
                country(text(body, "country", current.country())),
                text(body, "phone", current.phone()));
    }

    /// Two letters of ISO 3166; the Marketing API takes anything else for the United States.
    private static String country(String text) {
        var code = text.strip().toUpperCase(Locale.ROOT);
        return COUNTRIES.contains(code) ? code : "US";
    }

    private static Sender sender(JsonBody body, Sender current) {
        return new Sender(
                text(body, "from_name", current.fromName()),
                address(body.field("from_email"), current.fromEmail()),
                text(body, "subject", current.subject()),
                text(body, "language", current.language()));
    }

    private static String filled(JsonField field, String current) {
        if (field.isPresent()) {
            field.required();
        }
        return field.text(0, LONGEST).orElse(current);
    }

    private static String text(JsonBody body, String name, String current) {
        return body.field(name).text(0, LONGEST).orElse(current);
    }

    private static boolean flag(JsonBody body, String name, boolean current) {
        return body.field(name).bool().orElse(current);
    }

    /// An address or nothing; `false` is what the Marketing API calls nothing.
    private static String address(JsonField field, String current) {
        if (field.node().isBoolean() && !field.node().booleanValue()) {
            return "";
        }
        var text = field.text();
        if (text.isPresent()
                && !text.get().isBlank()
                && EmailAddress.parse(text.get()).isEmpty()) {
            field.reject("This value should be an email address.");
        }
        return text.map(String::strip).orElse(current);
    }
}
