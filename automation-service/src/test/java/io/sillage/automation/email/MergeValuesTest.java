package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.automation.contact.Audience;
import io.sillage.automation.contact.Contact;
import io.sillage.contracts.AudienceChanged.Field;
import io.sillage.contracts.EmailStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeValuesTest {

    private final MergeValues values = new MergeValues(
            new Contact(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    1,
                    "ada@example.org",
                    EmailStatus.SUBSCRIBED,
                    Map.of("FNAME", "Ada", "LNAME", " ", "AGE", 36.0, "ADDRESS", address())),
            new Audience(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "a1b2c3d4e5",
                    "Analytical Engines",
                    "1 Mill Lane, London",
                    List.of(
                            field("FNAME", "friend"),
                            field("LNAME", "Nobody"),
                            field("AGE", ""),
                            field("ADDRESS", ""),
                            field("PHONE", "none"))),
            Map.of("location", "Atlanta", "Plan", "pro", "plan", "free"),
            new ReceiverLinks.Urls("https://example.org/u/token", "https://example.org/p/token"),
            Instant.parse("2026-12-31T23:30:00Z").atZone(ZoneId.of("Europe/Paris")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FNAME | Ada",
                "fname | Ada",
                "LNAME | Nobody",
                "PHONE | none",
                "AGE | 36",
                "ADDRESS | 1 Mill Lane, London",
                "SHOE_SIZE |",
                "EMAIL | ada@example.org",
                "EVENT:location | Atlanta",
                "EVENT:LOCATION | Atlanta",
                "event:location | Atlanta",
                "EVENT:plan | free",
                "EVENT:Plan | pro",
                "EVENT:weather |",
                "UNSUB | https://example.org/u/token",
                "UPDATE_PROFILE | https://example.org/p/token",
                "LIST:COMPANY | Analytical Engines",
                "LIST:ADDRESSLINE | 1 Mill Lane, London",
                "CURRENT_YEAR | 2027"
            })
    void tagPrints(String tag, String expected) {
        assertThat(values.of(Set.of(tag)).get(tag)).isEqualTo(expected);
    }

    private static Field field(String tag, String defaultValue) {
        return new Field(1, tag, tag, "text", false, defaultValue);
    }

    private static Map<String, Object> address() {
        var address = new LinkedHashMap<String, Object>();
        address.put("addr1", "1 Mill Lane");
        address.put("addr2", "");
        address.put("city", "London");
        return address;
    }
}
