package io.sillage.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;

/// Makes `_links` that lead back through the door by which the request came in.
@RequestScoped
public class Links {

    /// Set by the gateway: the root of the API as this client sees it, such as `https://api.example.org/3.0`.
    public static final String API_ROOT_HEADER = "X-Sillage-Api-Root";

    private final RoutingContext request;

    Links(RoutingContext request) {
        this.request = request;
    }

    /// Starts the links of one object; every path is relative to the root of the API.
    public Builder of(String selfPath) {
        return new Builder(root()).add("self", "GET", selfPath);
    }

    /// A URL outside the API, behind the same door.
    ///
    /// @param path that begins with a slash
    public String outside(String path) {
        return root().replaceFirst("/3\\.0$", "") + path;
    }

    /// As [#outside], for a text in a script: the host in it is what the request says.
    public String outsideForScript(String path) {
        return outside(path).replaceAll("[^\\w:/.\\[\\]-]", "");
    }

    private String root() {
        var given = request.request().getHeader(API_ROOT_HEADER);
        return given == null ? "/3.0" : given;
    }

    public static final class Builder {

        private final String root;
        private final List<Link> links = new ArrayList<>();

        Builder(String root) {
            this.root = root;
        }

        public Builder add(String rel, String method, String path) {
            links.add(new Link(rel, root + path, method, null, null));
            return this;
        }

        public List<Link> build() {
            return List.copyOf(links);
        }
    }
}
