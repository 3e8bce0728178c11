package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real browser visits a page that includes the script of a connected site.
class SiteIT {

    /// Agrees to be tracked, says who it is, follows a link, changes its route, and tells of an event.
    private static final String PAGE = """
            <!doctype html><html><head><title>A shop</title>
            <script>
            window.sillage = window.sillage || function () { (sillage.q = sillage.q || []).push(arguments) };
            sillage('consent', true);
            sillage('identify', {type: 'EMAIL', value: '%s'});
            </script>
            <script async src="%s"></script></head>
            <body><a id="buy" href="#buy">Buy</a>
            <script>
            addEventListener('load', function () {
              document.getElementById('buy').click();
              history.pushState({}, '', '/route/2');
              sillage('track', 'played_video', {video: 'intro'});
            });
            </script></body></html>
            """;

    private final RunningStack stack = RunningStack.shared();
    private final Api api = Api.of(stack);

    @TempDir
    Path profile;

    private Path browser;
    private HttpServer site;

    @BeforeEach
    void findBrowser() {
        var found = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "skipped: there is no Chromium on this machine");
        browser = found.get();
    }

    @AfterEach
    void closeSite() {
        Optional.ofNullable(site).ifPresent(server -> server.stop(0));
    }

    private String open(String page) throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            var bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        site.start();
        return "http://127.0.0.1:%d/shoes?size=43".formatted(site.getAddress().getPort());
    }

    private void visit(String url) {
        var outcome = Programs.run(
                profile,
                Map.of(),
                List.of(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=6000",
                        "--dump-dom",
                        url));
        assertThat(outcome.output()).contains("A shop");
    }

    @Test
    void whatAVisitorDoesArrives() throws IOException {
        var list = api.createList("Site");
        var email = "visitor@example.org";
        api.addKnownMember(list, email);
        var script = api.post("/3.0/connected-sites", """
                        {"foreign_id": "%1$s", "domain": "127.0.0.1", "list_id": "%1$s"}""".formatted(list))
                .path("site_script")
                .path("url")
                .textValue();
        var url = open(PAGE.formatted(email, script));

        visit(url);

        var feed = "/3.0/lists/%s/members/%s/activity-feed?activity_filters=web_engagement,event&count=100"
                .formatted(list, Api.encoded(email));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(texts(api.get(feed)))
                .anyMatch(text -> text.contains("\"page_url\":\"" + url + "\""))
                .anyMatch(text -> text.contains("\"link_clicked\":\"" + url + "#buy\""))
                .anyMatch(text -> text.contains("/route/2\""))
                .anyMatch(text -> text.contains("played_video") && text.contains("video: intro")));
    }

    private static List<String> texts(JsonNode feed) {
        return StreamSupport.stream(feed.path("activity").spliterator(), false)
                .map(JsonNode::toString)
                .toList();
    }
}
