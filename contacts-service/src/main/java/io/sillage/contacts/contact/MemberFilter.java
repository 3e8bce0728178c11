package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.GroupCategory;
import io.sillage.contacts.audience.Groups;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which members of a list are asked for, as a condition with parameters. Archived ones are there only for those who
/// ask for them.
record MemberFilter(String condition, Map<String, Object> parameters, String order, Page page) {

    private static final Pattern UNIQUE_ID = Pattern.compile("[0-9a-f]{10}");

    /// Sorts behind all hex digits.
    private static final String AFTER_HASHES = "g";

    private static final Set<String> STATUSES =
            Stream.of(EmailStatus.values()).map(EmailStatus::word).collect(toUnmodifiableSet());

    private static final List<String> GROUP_PARAMETERS =
            List.of("interest_category_id", "interest_ids", "interest_match");

    private static final Set<String> INTEREST_MATCHES = Set.of("any", "all", "none");
    private static final String IN_ANY = "array_intersects(choices.groups, :groups)";
    private static final String IN_ALL = "array_includes(choices.groups, :groups)";

    private static final Map<String, String> SORT_COLUMNS = Map.of(
            "timestamp_opt", "subscribedAt",
            "timestamp_signup", "signedUpAt",
            "last_changed", "lastChanged");

    static MemberFilter read(QueryParameters query, Audience audience) {
        var reader = new Reader(query, audience.id());
        reader.status();
        reader.instants();
        reader.others();
        reader.groups(audience.groups());
        return new MemberFilter(
                String.join(" and ", reader.conditions),
                Map.copyOf(reader.parameters),
                order(query, reader.order),
                query.page());
    }

    /// As asked for; or by the time that is asked about, so that an index leads to the first of them; or in the
    /// order in which they came. The id makes every order total.
    private static String order(QueryParameters query, String otherwise) {
        var direction = query.oneOf("sort_dir", Set.of("ASC", "DESC")).orElse("ASC");
        var column = query.oneOf("sort_field", SORT_COLUMNS.keySet())
                .map(SORT_COLUMNS::get)
                .orElse(otherwise);
        return "%s %s, id %s".formatted(column, direction, direction);
    }

    /// The same for all filters that let the same members through.
    String text() {
        var values = new TreeMap<String, String>();
        parameters.forEach((name, value) ->
                values.put(name, value instanceof Object[] array ? Arrays.toString(array) : value.toString()));
        return condition + values;
    }

    /// The statuses that are asked for if nothing else is: then nobody has to be looked at to count.
    Optional<Set<EmailStatus>> statusesOnly() {
        if (parameters.keySet().equals(Set.of("audience", "status"))) {
            return Optional.of(Set.of((EmailStatus) parameters.get("status")));
        }
        return parameters.keySet().equals(Set.of("audience", "archived"))
                ? Optional.of(EnumSet.complementOf(EnumSet.of(EmailStatus.ARCHIVED)))
                : Optional.empty();
    }

    private static final class Reader {

        private final QueryParameters query;
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();
        private String order = "createdAt";

        Reader(QueryParameters query, UUID audienceId) {
            this.query = query;
            add("audienceId = :audience", "audience", audienceId);
        }

        private void status() {
            var status =
                    query.oneOf("status", STATUSES).map(word -> EmailStatus.valueOf(word.toUpperCase(Locale.ROOT)));
            var unsubscribedSince = query.instant("unsubscribed_since");
            if (query.flag("since_last_campaign") && status.isEmpty()) {
                throw new Problem(400, "Invalid Resource", "Status is required when using since_last_campaign filter.");
            }
            if (unsubscribedSince.isPresent()
                    && status.filter(it -> it != EmailStatus.UNSUBSCRIBED).isPresent()) {
                throw Problem.invalid("status", "Only the status unsubscribed can be used with unsubscribed_since.");
            }
            if (unsubscribedSince.isPresent()) {
                add("unsubscribedAt > :unsubscribed", "unsubscribed", unsubscribedSince.get());
                add("status = :status", "status", EmailStatus.UNSUBSCRIBED);
            } else if (status.isPresent()) {
                add("status = :status", "status", status.get());
            } else {
                add("status <> :archived", "archived", EmailStatus.ARCHIVED);
            }
        }

        private void instants() {
            instant("since_timestamp_opt", "subscribedAt", ">");
            instant("before_timestamp_opt", "subscribedAt", "<");
            instant("since_last_changed", "lastChanged", ">");
            instant("before_last_changed", "lastChanged", "<");
        }

        private void instant(String name, String column, String comparison) {
            query.instant(name).ifPresent((Instant instant) -> {
                add("%s %s :%s".formatted(column, comparison, name), name, instant);
                order = column;
            });
        }

        private void others() {
            query.text("email_type").ifPresent(type -> add("emailType = :type", "type", type));
            query.text("unique_email_id").ifPresent(this::uniqueId);
            if (query.flag("vip_only")) {
                add("vip = :vip", "vip", true);
            }
        }

        /// A beginning of the hash, so that the index of hashes finds it.
        private void uniqueId(String id) {
            var isOne = UNIQUE_ID.matcher(id).matches();
            add("emailHash >= :unique", "unique", isOne ? id : AFTER_HASHES);
            add("emailHash < :uniqueEnd", "uniqueEnd", isOne ? id + AFTER_HASHES : AFTER_HASHES);
        }

        /// All three parameters belong together.
        private void groups(Groups groups) {
            var given = GROUP_PARAMETERS.stream()
                    .filter(name -> query.text(name).isPresent())
                    .toList();
            if (given.isEmpty()) {
                return;
            }
            for (var name : GROUP_PARAMETERS) {
                if (!given.contains(name)) {
                    throw Problem.invalid(name, "This parameter is required beside " + given.getFirst() + ".");
                }
            }
            var category = groups.category(query.text("interest_category_id").orElseThrow())
                    .orElseThrow(() -> Problem.invalid("interest_category_id", "There is no such interest category."));
            var ids = ids(category);
            switch (query.oneOf("interest_match", INTEREST_MATCHES).orElseThrow()) {
                case "any" -> add(IN_ANY, "groups", ids);
                case "all" -> add(IN_ALL, "groups", ids);
                default -> add("not " + IN_ANY, "groups", ids);
            }
        }

        private String[] ids(GroupCategory category) {
            var ids = query.text("interest_ids").orElseThrow().strip().split("\\s*,\\s*");
            for (var id : ids) {
                if (category.group(id).isEmpty()) {
                    throw Problem.invalid("interest_ids", "There is no interest %s in this category.".formatted(id));
                }
            }
            return ids;
        }

        private void add(String condition, String name, Object value) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }
}
