package io.sillage.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource({"Bearer k-us1", "bearer k-us1", "BEARER   k-us1 ", "apikey k-us1", "APIKEY k-us1", "OAuth k-us1"})
    void keyFollowsTheScheme(String header) {
        assertThat(Credentials.apiKey(header)).contains("k-us1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:k-us1", ":k-us1", "apikey:k-us1", "Ünï:k-us1"})
    void keyIsThePasswordOfAnyUser(String userAndPassword) {
        var credentials = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));

        assertThat(Credentials.apiKey("Basic " + credentials)).contains("k-us1");
        assertThat(Credentials.apiKey("basic " + credentials.replace("=", ""))).contains("k-us1");
    }

    @Test
    void alphabetForUrlsIsReadToo() {
        var credentials = Base64.getUrlEncoder().encodeToString("???>>>~~~:k-us1".getBytes(StandardCharsets.UTF_8));

        assertThat(credentials).containsAnyOf("-", "_");
        assertThat(Credentials.apiKey("Basic " + credentials)).contains("k-us1");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"Bearer", "Bearer ", "Basic !!!", "Basic dXNlcg==", "Basic dXNlcjo=", "Digest k-us1", " "})
    void anythingElseHoldsNoKey(String header) {
        assertThat(Credentials.apiKey(header)).isEmpty();
    }
}
