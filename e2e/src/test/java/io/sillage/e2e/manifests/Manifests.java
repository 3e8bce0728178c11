package io.sillage.e2e.manifests;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Everything that one kustomization puts into a cluster. The typed client reads it and refuses fields that it does
/// not know and values of another type.
record Manifests(List<Object> objects) {

    /// The typed client makes its parser complain about types that no manifest of ours uses.
    private static final Logger PARSER = Logger.getLogger("org.yaml.snakeyaml");

    static {
        PARSER.setLevel(Level.SEVERE);
    }

    /// The files themselves and what the generators are told, without kubectl: tags, replicas, namespaces and
    /// suffixes of names are not applied.
    static Manifests asWritten(Path directory) {
        return new Manifests(new Kustomization(directory).objects());
    }

    /// What `kubectl kustomize` makes of it.
    static Manifests asRendered(Path directory) {
        return new Manifests(parse(Kubectl.kustomize(directory)));
    }

    static List<Object> parse(String yaml) {
        try {
            return Yaml.loadAll(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Workload> workloads() {
        return objects.stream().flatMap(Workload::of).toList();
    }

    List<Workload> services() {
        return workloads().stream().filter(Workload::isOurs).toList();
    }

    Workload service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Map<String, V1ConfigMap> configMaps() {
        return all(V1ConfigMap.class).stream()
                .collect(toMap(map -> map.getMetadata().getName(), map -> map));
    }

    /// The keys of each Secret that is among the objects.
    Map<String, Set<String>> secrets() {
        return all(V1Secret.class).stream()
                .collect(toMap(secret -> secret.getMetadata().getName(), Manifests::keys));
    }

    /// The names of Secrets that are made in the cluster, by whom a Role allows it.
    Set<String> secretsMadeInTheCluster() {
        return all(V1Role.class).stream()
                .flatMap(role -> role.getRules().stream())
                .filter(rule -> rule.getResources().contains("secrets"))
                .flatMap(rule -> Workload.each(rule.getResourceNames()).stream())
                .collect(toSet());
    }

    /// Names and values of the variables that the containers of a workload get; of secret ones the name only.
    Map<String, String> environment(Workload workload) {
        var environment = new LinkedHashMap<String, String>();
        for (var container : workload.containers()) {
            for (var source : Workload.each(container.getEnvFrom())) {
                environment.putAll(
                        configMaps().get(source.getConfigMapRef().getName()).getData());
            }
            for (var variable : Workload.each(container.getEnv())) {
                environment.put(variable.getName(), Objects.requireNonNullElse(variable.getValue(), ""));
            }
        }
        return environment;
    }

    private static Set<String> keys(V1Secret secret) {
        var keys = new HashSet<String>();
        Stream.of(secret.getData(), secret.getStringData())
                .filter(Objects::nonNull)
                .forEach(data -> keys.addAll(data.keySet()));
        return keys;
    }
}
