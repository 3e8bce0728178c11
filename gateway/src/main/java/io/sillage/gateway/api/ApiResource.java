package io.sillage.gateway.api;

import io.sillage.gateway.export.DataExport;
import io.sillage.gateway.forwarding.Forwarder;
import io.sillage.gateway.forwarding.ForwardingConfig;
import io.sillage.gateway.forwarding.Passage;
import io.sillage.gateway.forwarding.PublicUrl;
import io.sillage.gateway.forwarding.Upstreams;
import io.sillage.gateway.http.Problem;
import io.sillage.gateway.identity.Authentication;
import io.sillage.gateway.identity.Caller;
import io.sillage.gateway.limit.RequestLimits;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Everything under `/3.0`: who is it, is it allowed, and whose business is it.
@ApplicationScoped
class ApiResource {

    private static final String ALIAS = "/[^/]+\\.api\\.mailchimp\\.com/3\\.0(/.*)?";

    private final Authentication authentication;
    private final RequestLimits limits;
    private final Upstreams upstreams;
    private final Forwarder forwarder;
    private final DataExport dataExport;
    private final PublicUrl publicUrl;
    private final long largestUpload;

    ApiResource(
            Authentication authentication,
            RequestLimits limits,
            Upstreams upstreams,
            Forwarder forwarder,
            DataExport dataExport,
            PublicUrl publicUrl,
            ForwardingConfig config) {
        this.authentication = authentication;
        this.limits = limits;
        this.upstreams = upstreams;
        this.forwarder = forwarder;
        this.dataExport = dataExport;
        this.publicUrl = publicUrl;
        this.largestUpload = config.largestUpload().asLongValue();
    }

    void register(@Observes Router router) {
        router.route("/3.0").handler(this::handle);
        router.route("/3.0/*").handler(this::handle);
        router.routeWithRegex(ALIAS).handler(this::handle);
    }

    private void handle(RoutingContext request) {
        var call = ApiCall.of(request);
        authentication
                .callerOf(request)
                .<Void>map(caller -> serve(request, call, caller))
                .onFailure(request::fail);
    }

    private Void serve(RoutingContext request, ApiCall call, Caller caller) {
        if (request.response().closed()) {
            return null; // nobody is left to tell us that it ended
        }
        limits.admit(request, caller.usage(), caller.account().entitlements().concurrentRequests());
        var apiRoot = publicUrl.of(request) + call.alias() + "/3.0";
        if (call.isRoot()) {
            requireGet(call);
            ApiRoot.of(caller.account(), apiRoot).answer(request);
        } else if (call.isPing()) {
            requireGet(call);
            Ping.answer(request);
        } else if (DataExport.isMeantBy(call.path())) {
            requireExactlyGet(call);
            limits.admitStream(request, caller.share());
            dataExport.answer(request, call.path(), caller);
        } else {
            forward(request, call, caller, apiRoot);
        }
        return null;
    }

    private void forward(RoutingContext request, ApiCall call, Caller caller, String apiRoot) {
        var service = ApiRoutes.serviceOf(call.path()).orElseThrow(Problem::invalidPath);
        var rule = ApiBodies.of(call.method(), call.path());
        var query = request.request().query();
        var uri = query == null ? call.path() : call.path() + "?" + query;
        forwarder.forward(
                request,
                new Passage(
                        upstreams.of(service),
                        call.method(),
                        uri,
                        caller.token(service),
                        apiRoot,
                        rule.traffic(),
                        admitted(request, call, rule, caller),
                        caller.share()));
    }

    /// How large the body may be, when there is room for a request of this kind.
    private long admitted(RoutingContext request, ApiCall call, ApiBodies.Rule rule, Caller caller) {
        return switch (rule.traffic()) {
            case ORDINARY, LARGE, PUBLIC -> rule.mostBytes();
            case STREAM -> {
                if (call.method() == HttpMethod.HEAD) {
                    throw Problem.methodNotAllowed("GET"); // its end would never come
                }
                limits.admitStream(request, caller.share());
                yield rule.mostBytes();
            }
            case UPLOAD -> {
                limits.admitUpload(request, caller.share());
                yield largestUpload;
            }
        };
    }

    private static void requireGet(ApiCall call) {
        if (call.method() != HttpMethod.HEAD) {
            requireExactlyGet(call);
        }
    }

    private static void requireExactlyGet(ApiCall call) {
        if (call.method() != HttpMethod.GET) {
            throw Problem.methodNotAllowed("GET");
        }
    }
}
