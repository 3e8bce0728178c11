package io.sillage.contacts.contact;

import static java.util.stream.Collectors.joining;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Group;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.tag.Tag;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.csv.CsvLine;
import io.sillage.platform.http.ApiTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A contact as a line of an export. What an import recognises has the name by which it does.
final class MemberExportRow {

    private static final List<String> BEFORE = List.of("Email Address");
    private static final List<String> AFTER = List.of(
            "TAGS",
            "GROUPS",
            "STATUS",
            "SMS_PHONE",
            "SMS_STATUS",
            "EMAIL_TYPE",
            "LANGUAGE",
            "VIP",
            "SOURCE",
            "SIGNED_UP_AT",
            "OPTED_IN_AT",
            "LAST_CHANGED");

    private MemberExportRow() {}

    static String header(Audience audience) {
        var names = new ArrayList<>(BEFORE);
        audience.fields().list().forEach(field -> names.add(field.tag()));
        names.addAll(AFTER);
        return CsvLine.of(names);
    }

    static String of(ContactCard card) {
        var contact = card.contact();
        var cells = new ArrayList<String>();
        cells.add(contact.address());
        card.allValues().values().forEach(value -> cells.add(text(value)));
        cells.add(card.tags().stream().map(Tag::name).collect(joining(", ")));
        cells.add(card.audience().groups().all().stream()
                .filter(group -> contact.choices().isIn(group.id()))
                .map(Group::name)
                .collect(joining(", ")));
        cells.add(contact.status().word());
        cells.add(contact.sms().phone().map(phone -> phone.e164()).orElse(""));
        cells.add(
                contact.sms().status() == SmsStatus.NONSUBSCRIBED
                        ? ""
                        : contact.sms().status().word());
        cells.add(contact.emailType());
        cells.add(contact.language());
        cells.add(Boolean.toString(contact.vip()));
        cells.add(contact.source());
        cells.add(ApiTime.format(contact.signedUpAt()));
        cells.add(ApiTime.format(contact.subscribedAt()));
        cells.add(ApiTime.format(contact.lastChanged()));
        return CsvLine.of(cells);
    }

    /// An address is written as an import reads it: its parts two spaces apart.
    private static String text(Object value) {
        if (value instanceof Map<?, ?> parts) {
            return FieldValues.ADDRESS_PARTS.stream()
                    .map(part -> Objects.toString(parts.get(part), ""))
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining("  "));
        }
        return value.toString();
    }
}
