package io.sillage.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundAnswer.Unreachable;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pinned address takes nothing from TLS: the name of the URL is what the other side is asked for, and must prove.
class OutboundTlsTest {

    @TempDir
    private static Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> askedFor = new CopyOnWriteArrayList<>();
    private static SelfSigned certificate;
    private HttpsServer server;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        certificate = SelfSigned.of("hook.test", folder);
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", exchange -> {
            var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            session.getRequestedServerNames().forEach(name -> askedFor.add(name.toString()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.closeAndAwait();
    }

    @Test
    void certificateOfTheNameIsTakenAtThePinnedAddress() {
        assertThat(get(trusting(), "hook.test")).isEqualTo(new Answered(204, ""));
        assertThat(askedFor).singleElement().asString().contains("hook.test");
    }

    @Test
    void certificateOfAnotherNameIsRefused() {
        assertThat(get(trusting(), "other.test")).isInstanceOf(Unreachable.class);
        assertThat(askedFor).isEmpty();
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused() {
        assertThat(get(new HttpClientOptions(), "hook.test")).isInstanceOf(Unreachable.class);
        assertThat(askedFor).isEmpty();
    }

    private HttpClientOptions trusting() {
        return new HttpClientOptions()
                .setTrustOptions(
                        new PfxOptions().setPath(certificate.store().toString()).setPassword(SelfSigned.PASSWORD));
    }

    private OutboundAnswer get(HttpClientOptions options, String host) {
        var client = new OutboundClient(
                vertx,
                options,
                _ -> new InetAddress[] {InetAddress.getByName("127.0.0.1")},
                new AddressRules(List.of("127.0.0.1"), List.of()));
        var url = OutboundUrl.parse(
                "https://%s:%d/".formatted(host, server.getAddress().getPort()));
        return client.send(OutboundRequest.get(url, Map.of(), Duration.ofSeconds(10)))
                .await()
                .atMost(Duration.ofSeconds(15));
    }
}
