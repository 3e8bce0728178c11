package io.sillage.testing;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// Who may call what: what every service keeps to, seen from outside over all endpoints that its classes declare. A
/// service applies it with a `@TestFactory` that returns [#tests].
public final class AccessRules {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private AccessRules() {}

    /// A test per rule.
    ///
    /// @param open all endpoints that ask for no token, each as `GET /p/{token}`
    public static Stream<DynamicTest> tests(Set<String> open) {
        var all = Endpoint.all();
        var guarded = all.stream().filter(not(Endpoint::isForEverybody)).toList();
        return Stream.of(
                DynamicTest.dynamicTest("only what is listed is for everybody", () -> onlyTheseAreOpen(all, open)),
                DynamicTest.dynamicTest("without a token it is 401", () -> answer(guarded, null, UNAUTHORIZED)),
                DynamicTest.dynamicTest(
                        "with a token for another service it is 401",
                        () -> answer(guarded, Tokens.ofOtherService(UUID.randomUUID()), UNAUTHORIZED)),
                DynamicTest.dynamicTest("with a token of the wrong role it is 403", () -> wrongRoles(guarded)),
                DynamicTest.dynamicTest("no other method opens a path", () -> otherMethods(guarded)),
                DynamicTest.dynamicTest("no other spelling opens a path", () -> otherSpellings(guarded)),
                DynamicTest.dynamicTest("a path with a parameter is none", () -> parameters(all)));
    }

    private static void onlyTheseAreOpen(List<Endpoint> all, Set<String> open) {
        assertThat(all.stream().filter(Endpoint::isForEverybody).map(Endpoint::toString))
                .containsExactlyInAnyOrderElementsOf(open);
    }

    private static void answer(List<Endpoint> endpoints, @Nullable String token, int status) {
        assertThat(endpoints).allSatisfy(each -> assertThat(status(each.method(), each.examplePath(), token))
                .as(each.toString())
                .isEqualTo(status));
    }

    private static void wrongRoles(List<Endpoint> guarded) {
        answer(those(guarded, "api"), Tokens.operator(), FORBIDDEN);
        answer(those(guarded, "operator"), Tokens.of(UUID.randomUUID()), FORBIDDEN);
    }

    private static List<Endpoint> those(List<Endpoint> guarded, String role) {
        return guarded.stream().filter(each -> each.roles().contains(role)).toList();
    }

    private static void otherMethods(List<Endpoint> guarded) {
        assertThat(guarded).allSatisfy(each -> assertThat(List.of("HEAD", "OPTIONS", "TRACE", "PROPFIND"))
                .allSatisfy(method -> assertThat(status(method, each.examplePath(), null))
                        .as(each.toString())
                        .isGreaterThanOrEqualTo(400)));
    }

    private static void otherSpellings(List<Endpoint> guarded) {
        assertThat(guarded).allSatisfy(each -> assertThat(spellings(each.examplePath()))
                .allSatisfy(
                        path -> assertThat(status(each.method(), path, null)).isGreaterThanOrEqualTo(400)));
    }

    private static List<String> spellings(String path) {
        var second = path.indexOf('/', 1);
        var first = path.substring(0, second);
        var rest = path.substring(second);
        var escaped = "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2);
        return List.of(
                "/" + path,
                path + "/",
                first + "/" + rest,
                first + "/." + rest,
                first + "/%2e" + rest,
                "/x/.." + path,
                "/x/%2e%2e" + path,
                "/q/health/.." + "/.." + path,
                escaped,
                first + "%2f" + rest.substring(1),
                path.toUpperCase(Locale.ROOT));
    }

    private static void parameters(List<Endpoint> all) {
        assertThat(all).allSatisfy(each -> assertThat(withParameter(each.examplePath()))
                .allSatisfy(path ->
                        assertThat(status(each.method(), path, tokenFor(each))).isEqualTo(404)));
    }

    private static @Nullable String tokenFor(Endpoint endpoint) {
        if (endpoint.isForEverybody()) {
            return null;
        }
        return endpoint.roles().contains("operator") ? Tokens.operator() : Tokens.of(UUID.randomUUID());
    }

    /// With `;x` after each segment in turn.
    private static Set<String> withParameter(String path) {
        var all = new ArrayList<String>();
        for (var slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            all.add(path.substring(0, slash) + ";x" + path.substring(slash));
        }
        all.add(path + ";x=1");
        return all.stream().collect(toCollection(TreeSet::new));
    }

    private static int status(String method, String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
