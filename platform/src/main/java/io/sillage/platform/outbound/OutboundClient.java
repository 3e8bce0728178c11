package io.sillage.platform.outbound;

import io.quarkus.logging.Log;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundAnswer.Unanswered;
import io.sillage.platform.outbound.OutboundAnswer.Unreachable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Calls URLs of users. The host is looked up once; every address that it has must be permitted, and the connection
/// is made to one of these very addresses, so that a name that means something else a moment later gains nothing.
///
/// The Vert.x client is told the address to connect to and the host it stands for, and takes the latter for the
/// `Host` header, for SNI and for the name that the certificate must have. (The JDK's client looks names up itself.)
/// A connection serves one request.
@ApplicationScoped
public class OutboundClient {

    /// How many bytes of an answer's body are read; the connection is closed upon more.
    public static final int LONGEST_BODY = 64 * 1_024;

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    /// Ends what nobody waits for any more.
    private static final int IDLE_TIMEOUT_SECONDS = 60;

    private static final int CONNECTIONS_PER_ADDRESS = 1_000;
    private static final int ADDRESSES_TRIED = 3;
    private static final int LOOKUPS_AT_ONCE = 16;

    private final Vertx vertx;
    private final HttpClient client;
    private final WorkerExecutor lookups;
    private final HostNames names;
    private final AddressRules rules;

    @Inject
    OutboundClient(Vertx vertx, OutboundConfig config) {
        this(
                vertx,
                new HttpClientOptions(),
                InetAddress::getAllByName,
                new AddressRules(
                        config.allowed().orElse(List.of()), config.denied().orElse(List.of())));
    }

    OutboundClient(Vertx vertx, HttpClientOptions options, HostNames names, AddressRules rules) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                options.setKeepAlive(false)
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setIdleTimeout(IDLE_TIMEOUT_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_ADDRESS));
        this.lookups = vertx.createSharedWorkerExecutor("outbound-names", LOOKUPS_AT_ONCE);
        this.names = names;
        this.rules = rules;
    }

    /// Emits what came of it, on the caller's own context; never fails.
    public Uni<OutboundAnswer> send(OutboundRequest request) {
        return Uni.createFrom().deferred(() -> {
            var context = vertx.getOrCreateContext();
            return attempt(request)
                    .ifNoItem()
                    .after(request.timeout())
                    .recoverWithItem(() -> late(request.timeout()))
                    .emitOn(context::runOnContext);
        });
    }

    private static OutboundAnswer late(Duration timeout) {
        return new Unanswered("There was no answer within %d seconds.".formatted(timeout.toSeconds()));
    }

    private Uni<OutboundAnswer> attempt(OutboundRequest request) {
        var host = request.url().host();
        return lookups.executeBlocking(() -> List.of(names.addressesOf(host)), false)
                .chain(addresses -> call(request, addresses))
                .onFailure()
                .recoverWithItem(_ -> new Unreachable("The host has no address."));
    }

    private Uni<OutboundAnswer> call(OutboundRequest request, List<InetAddress> addresses) {
        var host = request.url().host();
        if (!addresses.stream().allMatch(address -> rules.permit(host, address))) {
            Log.infof("Outbound request refused, its host is not public host=%s", host);
            return Uni.createFrom().item(unreachable());
        }
        return connect(request, addresses.stream().limit(ADDRESSES_TRIED).toList())
                .chain(opened -> exchange(opened, request.body()))
                .onFailure()
                .recoverWithItem(OutboundClient::unreachable);
    }

    private static OutboundAnswer unreachable() {
        return new Unreachable("There was no connection.");
    }

    /// To the first of the addresses that takes it.
    private Uni<HttpClientRequest> connect(OutboundRequest request, List<InetAddress> addresses) {
        var others = addresses.subList(1, addresses.size());
        var opened = client.request(options(request, addresses.getFirst()));
        return others.isEmpty() ? opened : opened.onFailure().recoverWithUni(() -> connect(request, others));
    }

    private static RequestOptions options(OutboundRequest request, InetAddress address) {
        var url = request.url();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.secure())
                .setURI(url.path())
                .setFollowRedirects(false);
        request.headers().forEach(options::addHeader);
        return options;
    }

    private static Uni<OutboundAnswer> exchange(HttpClientRequest opened, Buffer body) {
        opened.connection().exceptionHandler(_ -> {}); // or else nonsense from the other side fills our log
        return opened.send(body)
                .chain(response -> read(opened, response))
                .onCancellation()
                .invoke(opened::reset)
                .onFailure()
                .recoverWithItem(_ -> new Unanswered("The connection broke off before there was an answer."));
    }

    /// The status is the answer: what follows is read as far as it comes and as long as it is not too much.
    private static Uni<OutboundAnswer> read(HttpClientRequest opened, HttpClientResponse response) {
        return Uni.createFrom().emitter(emitter -> {
            var body = Buffer.buffer();
            response.handler(chunk -> {
                body.appendBuffer(chunk);
                if (body.length() > LONGEST_BODY) {
                    emitter.complete(answered(response, body));
                    opened.reset();
                }
            });
            response.endHandler(() -> emitter.complete(answered(response, body)));
            response.exceptionHandler(_ -> emitter.complete(answered(response, body)));
        });
    }

    private static OutboundAnswer answered(HttpClientResponse response, Buffer body) {
        var length = Math.min(body.length(), LONGEST_BODY);
        return new Answered(response.statusCode(), new String(body.getBytes(0, length), StandardCharsets.UTF_8));
    }
}
