package io.sillage.e2e.manifests;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `docker-compose.yml`, merge keys resolved, variables as they are written.
record Compose(Map<String, Object> content) {

    static Compose read() {
        return new Compose(Checkout.yaml(Checkout.path("docker-compose.yml")));
    }

    Set<String> services() {
        return map(content, "services").keySet();
    }

    Set<String> volumes() {
        return map(content, "volumes").keySet();
    }

    Map<String, Object> service(String name) {
        return map(map(content, "services"), name);
    }

    /// Values that Compose reads as text.
    Map<String, String> environment(String service) {
        var environment = new TreeMap<String, String>();
        map(service(service), "environment").forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    Map<String, Object> dependencies(String service) {
        return map(service(service), "depends_on");
    }

    List<String> list(String service, String key) {
        return service(service).get(key) instanceof Collection<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> content, String key) {
        return content.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
