package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.tag.Tag;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a request says about a contact; what it leaves out is empty.
///
/// @param mergeFields an object, or missing
/// @param interests by id of the group, whether the contact is to be in it
/// @param permissions by id of the permission, whether the contact gives it
/// @param smsPhone as it was written; empty text for none
/// @param smsTimestamp when it agreed to messages
record MemberForm(
        Optional<EmailAddress> email,
        Optional<EmailStatus> status,
        Optional<EmailStatus> statusIfNew,
        JsonNode mergeFields,
        Optional<String> emailType,
        Optional<String> language,
        Optional<Boolean> vip,
        Optional<Location> location,
        Optional<String> ipSignup,
        Optional<Instant> timestampSignup,
        Optional<String> ipOpt,
        Optional<Instant> timestampOpt,
        Map<String, Boolean> interests,
        Map<String, Boolean> permissions,
        Optional<String> smsPhone,
        Optional<SmsStatus> smsStatus,
        Optional<Instant> smsTimestamp,
        List<String> tags) {

    private static final int LONGEST = 255;
    private static final int MOST_TAGS = 1_000;
    private static final int MOST_PERMISSIONS = 100;

    /// A request cannot say *archived*: that is what DELETE is for.
    private static final Set<String> STATUSES = EnumSet.complementOf(EnumSet.of(EmailStatus.ARCHIVED)).stream()
            .map(EmailStatus::word)
            .collect(toUnmodifiableSet());

    private static final Set<String> SMS_STATUSES =
            Stream.of(SmsStatus.values()).map(SmsStatus::word).collect(toUnmodifiableSet());

    record Location(double latitude, double longitude) {}

    /// POST: the address and the status are needed.
    static MemberForm create(JsonBody body) {
        body.field("email_address").required();
        body.field("status").required();
        return read(body, tags(body.field("tags")));
    }

    /// PUT: the address is needed, and tags are not looked at.
    static MemberForm upsert(JsonBody body) {
        body.field("email_address").required();
        return read(body, List.of());
    }

    /// One of many: the address is needed, and a new one needs a status too.
    static MemberForm ofBatch(JsonBody body) {
        body.field("email_address").required();
        return read(body, tags(body.field("tags")));
    }

    /// PATCH: nothing is needed, and tags are not looked at.
    static MemberForm change(JsonBody body) {
        return read(body, List.of());
    }

    private static MemberForm read(JsonBody body, List<String> tags) {
        var address = body.field("email_address").text();
        var form = new MemberForm(
                address.flatMap(EmailAddress::parse),
                status(body.field("status")),
                status(body.field("status_if_new")),
                mergeFields(body),
                body.field("email_type").oneOf(Set.of("html", "text")),
                body.field("language").text(0, LONGEST),
                body.field("vip").bool(),
                body.field("location").object().map(MemberForm::location),
                body.field("ip_signup").text(0, LONGEST),
                body.field("timestamp_signup").instant(),
                body.field("ip_opt").text(0, LONGEST),
                body.field("timestamp_opt").instant(),
                interests(body.field("interests")),
                permissions(body.field("marketing_permissions")),
                body.field("sms_phone_number").text(0, LONGEST),
                smsStatus(body.field("sms_subscription_status")),
                Optional.empty(),
                tags);
        body.verify();
        if (address.isPresent() && form.email().isEmpty()) {
            throw MemberProblems.invalidAddress();
        }
        return form;
    }

    /// Of a contact whose address and consent are said elsewhere.
    static MemberForm ofChannels(JsonBody body, List<String> tags) {
        var form = new MemberForm(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                mergeFields(body),
                Optional.empty(),
                body.field("language").text(0, LONGEST),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                tags);
        body.verify();
        return form;
    }

    MemberForm onChannels(
            Optional<EmailAddress> toEmail,
            Optional<EmailStatus> toStatus,
            Optional<Instant> toTimestampOpt,
            Optional<String> toSmsPhone,
            Optional<SmsStatus> toSmsStatus,
            Optional<Instant> toSmsTimestamp) {
        return new MemberForm(
                toEmail,
                toStatus,
                Optional.empty(),
                mergeFields,
                emailType,
                language,
                vip,
                location,
                ipSignup,
                timestampSignup,
                ipOpt,
                toTimestampOpt,
                interests,
                permissions,
                toSmsPhone,
                toSmsStatus,
                toSmsTimestamp,
                tags);
    }

    MemberForm withoutStatus() {
        return withStatus(Optional.empty());
    }

    MemberForm withStatus(Optional<EmailStatus> toStatus) {
        return new MemberForm(
                email,
                toStatus,
                Optional.empty(),
                mergeFields,
                emailType,
                language,
                vip,
                location,
                ipSignup,
                timestampSignup,
                ipOpt,
                timestampOpt,
                interests,
                permissions,
                smsPhone,
                smsStatus,
                smsTimestamp,
                tags);
    }

    private static Optional<EmailStatus> status(JsonField field) {
        return field.oneOf(STATUSES).map(word -> EmailStatus.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static Optional<SmsStatus> smsStatus(JsonField field) {
        return field.oneOf(SMS_STATUSES).map(word -> SmsStatus.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static Location location(JsonBody body) {
        return new Location(number(body.field("latitude")), number(body.field("longitude")));
    }

    private static double number(JsonField field) {
        var node = field.node();
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        if (field.isPresent() && !node.isNull()) {
            field.reject("This value should be a number.");
        }
        return 0;
    }

    private static JsonNode mergeFields(JsonBody body) {
        return body.field("merge_fields")
                .object()
                .map(JsonBody::node)
                .orElse(body.node().path("merge_fields"));
    }

    private static List<String> tags(JsonField field) {
        var names = new ArrayList<String>();
        field.array(MOST_TAGS)
                .ifPresent(elements -> elements.forEach(
                        element -> element.required().text(1, Tag.LONGEST_NAME).ifPresent(names::add)));
        return List.copyOf(names);
    }

    private static Map<String, Boolean> interests(JsonField field) {
        var interests = new LinkedHashMap<String, Boolean>();
        field.object().ifPresent(object -> object.fields()
                .forEach((id, flag) -> flag.bool().ifPresent(joins -> interests.put(id, joins))));
        return interests;
    }

    private static Map<String, Boolean> permissions(JsonField field) {
        var permissions = new LinkedHashMap<String, Boolean>();
        field.array(MOST_PERMISSIONS)
                .ifPresent(elements -> elements.forEach(element -> permission(element, permissions)));
        return permissions;
    }

    private static void permission(JsonField element, Map<String, Boolean> permissions) {
        element.required().object().ifPresent(object -> {
            var id = object.field("marketing_permission_id").required().text();
            var enabled = object.field("enabled").required().bool();
            if (id.isPresent() && enabled.isPresent()) {
                permissions.put(id.get(), enabled.get());
            }
        });
    }
}
