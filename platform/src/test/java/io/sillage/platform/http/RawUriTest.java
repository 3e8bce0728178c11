package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/3.0/lists/ab12/members/a%40example.org",
                "/3.0/lists?fields=a;b&q=%3B",
                "/3.0/lists/x%3By",
                "/",
                "*"
            })
    void ordinaryTargetsPass(String uri) {
        assertThat(RawUri.refusal(uri)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"/admin;x/accounts, 404", "/3.0/lists;a=b, 404", "/3.0/lists/;, 404", "/3.0/lists/a%00b, 404"})
    void whatTwoReadersCouldReadDifferentlyIsRefused(String uri, int status) {
        assertThat(RawUri.refusal(uri)).map(Problem::status).contains(status);
    }
}
