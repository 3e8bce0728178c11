package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedPathTest {

    @ParameterizedTest(name = "{0} is logged as {1}")
    @CsvSource({
        "/3.0/lists/ab12, /3.0/lists/ab12",
        "/3.0/lists/ab12/members, /3.0/lists/ab12/members",
        "/3.0/lists/ab12/members/ada@example.org, /3.0/lists/ab12/members/…",
        "/3.0/lists/ab12/members/0f1e/notes/7, /3.0/lists/ab12/members/…/notes/7",
        "/3.0/lists/ab12/segments/5/members/0f1e, /3.0/lists/ab12/segments/5/members/…",
        "/3.0/audiences/ab12/contacts/0f1e, /3.0/audiences/ab12/contacts/0f1e",
        "/3.0/audiences/ab12/contacts/email:0f1e, /3.0/audiences/ab12/contacts/email:…",
        "/3.0/audiences/ab12/contacts/email%3Aada%40example.org/actions/archive, /3.0/audiences/ab12/contacts/email%3A…/actions/archive",
        "/3.0/audiences/ab12/contacts/sms:+33612345678, /3.0/audiences/ab12/contacts/sms:…",
        "/3.0/search-members?query=ada@example.org, /3.0/search-members?…",
        "/3.0/lists?count=10, /3.0/lists?…",
        "/3.0/ecommerce/stores/s/customers/ada%40example.org, /3.0/ecommerce/stores/s/customers/…",
        "/3.0/anywhere/+33612345678, /3.0/anywhere/…",
        "/p/eyJ.abc, /p/…",
        "/u/token?x=1, /u/…?…",
        "/c/token/, /c/…/",
        "/t/o/token, /t/o/…",
        "/t/c/token?u=https://x, /t/c/…?…",
        "/f/ab12, /f/ab12",
        "/s/77, /s/77",
        "/i/0f1e/collect, /i/0f1e/collect",
        "/, /"
    })
    void whatOpensSomethingOrNamesSomebodyIsMasked(String uri, String logged) {
        assertThat(LoggedPath.of(uri)).isEqualTo(logged);
    }
}
