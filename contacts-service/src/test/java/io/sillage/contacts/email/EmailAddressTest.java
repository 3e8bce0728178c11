package io.sillage.contacts.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "A.B+c_d'e@sub.example.co.uk", " ada@example.org ", "é@exämple.org"})
    void isAnAddress(String text) {
        assertThat(EmailAddress.parse(text)).contains(new EmailAddress(text.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@example",
                "a b@example.org",
                "ada@@example.org",
                ".a@example.org",
                "a..b@example.org",
                "ada@-example.org",
                "ada@example..org",
                "<ada@example.org>",
                "a,b@example.org",
                "a\u0000b@example.org"
            })
    void isNoAddress(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void tooLongIsNoAddress() {
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(250) + ".org")).isEmpty();
    }

    @Test
    void hashesDoNotDependOnCase() {
        var lower = new EmailAddress("urist.mcvankab@freddiesjokes.com");
        var mixed = new EmailAddress("Urist.McVankab@freddiesjokes.com");

        assertThat(mixed.hash()).isEqualTo("62eeb292278cc15f5817cb78f7790b08").isEqualTo(lower.hash());
        assertThat(mixed.uniqueId()).isEqualTo(lower.uniqueId()).hasSize(10);
        assertThat(mixed.hashIn("x")).isEqualTo(lower.hashIn("x")).isNotEqualTo(lower.hashIn("y"));
    }
}
