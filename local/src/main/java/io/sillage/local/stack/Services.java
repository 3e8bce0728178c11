package io.sillage.local.stack;

import io.sillage.local.inbox.Sink;
import io.sillage.local.process.FreePorts;
import io.sillage.local.server.PostgresServer;
import io.sillage.local.server.Servers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services of the product and their configuration for one machine: the one place that knows the names of their
/// settings. The same names, as environment variables, configure them in a cluster.
final class Services {

    private static final String EVENT_LOOPS = "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE";
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final Settings settings;
    private final Secrets secrets;
    private final Servers servers;
    private final Sink sink;
    private final FreePorts ports;

    Services(Settings settings, Secrets secrets, Servers servers, Sink sink, FreePorts ports) {
        this.settings = settings;
        this.secrets = secrets;
        this.servers = servers;
        this.sink = sink;
        this.ports = ports;
    }

    /// In the order in which they start; the gateway, through which everybody comes, is the last.
    List<Service> all() {
        // an import is work for all cores
        var contacts = service(
                "contacts-service",
                "contacts",
                Share.FIRST,
                Map.of("SILLAGE_BOOTSTRAP_API_KEY", secrets.apiKey(), EVENT_LOOPS, String.valueOf(CORES)));
        var events = service("events-service", "events", Share.FIRST, Map.of());
        var segments = service("segments-service", "segments", Share.AFTERWARDS, Map.of());
        var automation = service("automation-service", "automation", Share.AFTERWARDS, mail());
        return List.of(contacts, events, segments, automation, gateway(contacts, events, segments, automation));
    }

    private Map<String, String> mail() {
        return Map.of(
                "QUARKUS_MAILER_HOST",
                "127.0.0.1",
                "QUARKUS_MAILER_PORT",
                String.valueOf(sink.smtpPort()),
                "SILLAGE_EMAIL_LOOKUP_URL",
                sink.url() + "/messages/");
    }

    private Service gateway(Service contacts, Service events, Service segments, Service automation) {
        var environment = new HashMap<>(common());
        environment.putAll(Map.of(
                "QUARKUS_HTTP_HOST", settings.host(),
                "QUARKUS_HTTP_PORT", String.valueOf(settings.httpPort()),
                "QUARKUS_HTTP_SSL_PORT", String.valueOf(settings.httpsPort()),
                "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
                        settings.home().certificate().toString(),
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                        settings.home().certificateKey().toString(),
                "SMALLRYE_JWT_SIGN_KEY_LOCATION",
                        settings.home().privateKey().toUri().toString(),
                "SILLAGE_OPERATOR_TOKEN", secrets.operatorToken(),
                "SILLAGE_LOCAL_INBOX_URL", sink.url().toString()));
        environment.putAll(Map.of(
                "SILLAGE_GATEWAY_CONTACTS_URL", url(contacts),
                "SILLAGE_GATEWAY_EVENTS_URL", url(events),
                "SILLAGE_GATEWAY_SEGMENTS_URL", url(segments),
                "SILLAGE_GATEWAY_AUTOMATION_URL", url(automation)));
        return new Service("gateway", Optional.empty(), settings.httpPort(), Share.FIRST, environment);
    }

    private Service service(String name, String database, Share share, Map<String, String> more) {
        var port = ports.next();
        var environment = new HashMap<>(common());
        environment.putAll(Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_HTTP_PORT", String.valueOf(port)));
        environment.putAll(database(database));
        environment.putAll(more);
        return new Service(name, Optional.of(database), port, share, environment);
    }

    private Map<String, String> common() {
        return Map.of(
                // a developer's own server is where the webhooks go
                "SILLAGE_OUTBOUND_ALLOWED",
                "127.0.0.0/8,::1",
                "KAFKA_BOOTSTRAP_SERVERS",
                servers.kafka().bootstrapServers(),
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                settings.home().publicKey().toUri().toString(),
                "SILLAGE_LOCAL_ENABLED",
                "true",
                "SILLAGE_LOCAL_CLOCK_FILE",
                settings.home().clock().toString(),
                "SILLAGE_LINKS_SECRET",
                secrets.linksSecret(),
                "SILLAGE_LINKS_URL",
                settings.url(),
                // five services share the cores: with more threads they would mostly wake each other up
                EVENT_LOOPS,
                String.valueOf(Math.max(1, CORES / 2)),
                "QUARKUS_OTEL_SDK_DISABLED",
                "true");
    }

    private Map<String, String> database(String name) {
        var address = "postgresql://%s:%d/%s"
                .formatted(PostgresServer.HOST, servers.postgres().port(), name);
        return Map.of(
                "QUARKUS_DATASOURCE_USERNAME",
                PostgresServer.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                PostgresServer.PASSWORD,
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                address,
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:" + address);
    }

    private static String url(Service service) {
        return "http://127.0.0.1:" + service.port();
    }
}
