package io.sillage.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedPathTest {

    @ParameterizedTest
    @CsvSource({
        "/3.0/lists/a1/members/ada@example.org/events, /3.0/lists/a1/members/…/events",
        "/3.0/audiences/a1/contacts/email:ada%40example.org, /3.0/audiences/a1/contacts/…",
        "/3.0/lists/a1/erasures/ada@example.org, /3.0/lists/a1/erasures/…",
        "/p/to.ken, /p/…",
        "/u/to.ken, /u/…",
        "/c/to.ken, /c/…",
        "/t/o/token, /t/o/…",
        "/t/c/token/more, /t/c/…/more",
        "/f/a1b2c3d4e5, /f/a1b2c3d4e5",
        "/i/123/collect, /i/123/collect",
    })
    void namesNoPersonAndShowsNoToken(String path, String logged) {
        assertThat(LoggedPath.of(path)).isEqualTo(logged);
    }
}
