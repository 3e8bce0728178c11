package io.sillage.automation.email;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import io.sillage.automation.contact.Audience;
import io.sillage.automation.contact.Contact;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What merge tags print for one email.
///
/// @param event the properties of the event that started the walk
/// @param now in the zone of the account
record MergeValues(
        Contact contact, Audience audience, Map<String, String> event, ReceiverLinks.Urls urls, ZonedDateTime now) {

    private static final String EVENT = "EVENT:";

    /// The values of these tags; those that print nothing are missing.
    Map<String, String> of(Set<String> tags) {
        var values = new HashMap<String, String>();
        for (var tag : tags) {
            value(tag).filter(not(String::isEmpty)).ifPresent(value -> values.put(tag, value));
        }
        return values;
    }

    private Optional<String> value(String tag) {
        var name = tag.toUpperCase(Locale.ROOT);
        if (name.startsWith(EVENT)) {
            return property(tag.substring(EVENT.length()).strip());
        }
        return switch (name) {
            case "EMAIL" -> Optional.of(contact.email());
            case "UNSUB" -> Optional.of(urls.unsubscribe());
            case "UPDATE_PROFILE" -> Optional.of(urls.preferences());
            case "LIST:COMPANY" -> Optional.of(audience.company());
            case "LIST:ADDRESSLINE" -> Optional.of(audience.postalAddress());
            case "CURRENT_YEAR" -> Optional.of(Integer.toString(now.getYear()));
            default -> field(name);
        };
    }

    /// A property by its exact name, else by its name in any case.
    private Optional<String> property(String name) {
        var exact = event.get(name);
        return exact != null
                ? Optional.of(exact)
                : event.entrySet().stream()
                        .filter(property -> property.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private Optional<String> field(String tag) {
        return audience.fields().stream()
                .filter(field -> field.tag().equals(tag))
                .findFirst()
                .map(field -> Optional.ofNullable(contact.fields().get(tag))
                        .map(MergeValues::print)
                        .filter(not(String::isBlank))
                        .orElse(field.defaultValue()));
    }

    private static String print(Object value) {
        return switch (value) {
            case String text -> text;
            case Number number ->
                new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            case Map<?, ?> address ->
                address.values().stream()
                        .map(String::valueOf)
                        .filter(not(String::isBlank))
                        .collect(joining(", "));
            default -> value.toString();
        };
    }
}
