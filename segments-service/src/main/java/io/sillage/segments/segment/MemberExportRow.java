package io.sillage.segments.segment;

import static java.util.stream.Collectors.joining;

import io.sillage.contracts.AudienceChanged;
import io.sillage.platform.csv.CsvLine;
import io.sillage.platform.http.ApiTime;
import io.sillage.segments.projection.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A member as a line of an export. What an import recognises has the name by which it does.
final class MemberExportRow {

    private static final List<String> AFTER =
            List.of("TAGS", "STATUS", "EMAIL_TYPE", "LANGUAGE", "VIP", "SOURCE", "OPTED_IN_AT", "LAST_CHANGED");

    private MemberExportRow() {}

    static String header(Audience audience) {
        var names = new ArrayList<>(List.of("Email Address"));
        audience.fields().stream().map(AudienceChanged.Field::tag).forEach(names::add);
        names.addAll(AFTER);
        return CsvLine.of(names);
    }

    static String of(Audience audience, Member member) {
        var cells = new ArrayList<>(List.of(member.email()));
        audience.fields().forEach(field -> cells.add(text(member.fields().get(field.tag()))));
        cells.add(member.tags().stream().map(Member.TagName::name).collect(joining(", ")));
        cells.add(member.status());
        cells.add(member.emailType());
        cells.add(member.language());
        cells.add(Boolean.toString(member.vip()));
        cells.add(member.source());
        cells.add(ApiTime.format(member.subscribedAt()));
        cells.add(ApiTime.format(member.changedAt()));
        return CsvLine.of(cells);
    }

    /// An address is written as an import reads it: its parts two spaces apart.
    private static String text(Object value) {
        return value instanceof Map<?, ?> parts
                ? parts.values().stream()
                        .map(part -> Objects.toString(part, ""))
                        .filter(part -> !part.isBlank())
                        .collect(joining("  "))
                : Objects.toString(value, "");
    }
}
