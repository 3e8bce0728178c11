package io.sillage.contacts.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values of address fields: an object, or a text whose parts are two spaces apart, as the Marketing API has it. An
/// address has a street and a town; one in the United States has a state and a ZIP code too.
final class Addresses {

    private static final List<String> NEEDED = List.of("addr1", "city");
    private static final List<String> NEEDED_IN_THE_US = List.of("addr1", "city", "state", "zip");
    private static final String UNITED_STATES = "US";

    /// What `default_country` is for the United States in the API.
    private static final int UNITED_STATES_NUMBER = 164;

    private Addresses() {}

    static Object read(Reading reading) {
        var node = reading.node();
        if (node.isTextual()) {
            return checked(reading, parts(node.textValue()));
        }
        if (!node.isObject()) {
            return reading.refuseKind("object");
        }
        var address = new LinkedHashMap<String, Object>();
        for (var part : FieldValues.ADDRESS_PARTS) {
            var given = node.path(part);
            if (!given.isMissingNode() && !given.isNull()) {
                reading.text(reading.field().tag() + "." + part, given).ifPresent(text -> address.put(part, text));
            }
        }
        return checked(reading, address);
    }

    /// Street, town, state, ZIP; a fifth part is the country, a sixth one is a second line behind the street. Of three,
    /// the last is the ZIP code; of two, the town.
    private static Map<String, Object> parts(String text) {
        var values = text.strip().split(" {2,}");
        var names =
                switch (values.length) {
                    case 2 -> List.of("addr1", "city");
                    case 3 -> List.of("addr1", "city", "zip");
                    case 4 -> List.of("addr1", "city", "state", "zip");
                    case 5 -> List.of("addr1", "city", "state", "zip", "country");
                    case 6 -> FieldValues.ADDRESS_PARTS;
                    default -> List.<String>of();
                };
        var address = new LinkedHashMap<String, Object>();
        for (var i = 0; i < names.size(); i++) {
            address.put(names.get(i), values[i]);
        }
        return address;
    }

    private static Object checked(Reading reading, Map<String, Object> address) {
        if (reading.node().isObject() && isBlank(address)) {
            return Reading.NOTHING;
        }
        var needed = isInTheUnitedStates(reading, address) ? NEEDED_IN_THE_US : NEEDED;
        var complete = needed.stream()
                .noneMatch(part -> address.getOrDefault(part, "").toString().isBlank());
        return complete ? address : reading.refuse("Please enter a complete address");
    }

    /// A country alone is no address: forms send it with every empty one.
    private static boolean isBlank(Map<String, Object> address) {
        return address.entrySet().stream()
                .filter(part -> !part.getKey().equals("country"))
                .allMatch(part -> part.getValue().toString().isBlank());
    }

    private static boolean isInTheUnitedStates(Reading reading, Map<String, Object> address) {
        var country = address.getOrDefault("country", "").toString();
        var number = reading.field().options().defaultCountry();
        return country.isBlank()
                ? number != null
                        && number == UNITED_STATES_NUMBER
                        && reading.country().equals(UNITED_STATES)
                : country.equalsIgnoreCase(UNITED_STATES);
    }
}
