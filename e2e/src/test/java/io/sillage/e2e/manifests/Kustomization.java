package io.sillage.e2e.manifests;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A `kustomization.yaml`, as far as it says which objects there are.
record Kustomization(Path directory) {

    List<Object> objects() {
        var objects = new ArrayList<Object>(files());
        generated("configMapGenerator")
                .forEach((name, data) -> objects.add(new V1ConfigMap()
                        .metadata(new V1ObjectMeta().name(name))
                        .data(data)));
        generated("secretGenerator")
                .forEach((name, data) -> objects.add(
                        new V1Secret().metadata(new V1ObjectMeta().name(name)).stringData(data)));
        return objects;
    }

    private List<Object> files() {
        var objects = new ArrayList<Object>();
        for (var resource : list(content(), "resources")) {
            var path = directory.resolve(resource.toString()).normalize();
            objects.addAll(
                    Files.isDirectory(path) ? new Kustomization(path).files() : Manifests.parse(Checkout.text(path)));
        }
        return objects;
    }

    /// Data by name; those of an overlay go over those of its base.
    private Map<String, Map<String, String>> generated(String generators) {
        var generated = new LinkedHashMap<String, Map<String, String>>();
        for (var resource : list(content(), "resources")) {
            var path = directory.resolve(resource.toString()).normalize();
            if (Files.isDirectory(path)) {
                generated.putAll(new Kustomization(path).generated(generators));
            }
        }
        for (var generator : list(content(), generators)) {
            var entry = (Map<?, ?>) generator;
            generated
                    .computeIfAbsent(entry.get("name").toString(), _ -> new LinkedHashMap<>())
                    .putAll(data(entry));
        }
        return generated;
    }

    private Map<String, String> data(Map<?, ?> generator) {
        var data = new LinkedHashMap<String, String>();
        for (var literal : list(generator, "literals")) {
            var parts = literal.toString().split("=", 2);
            data.put(parts[0], parts[1]);
        }
        for (var file : list(generator, "files")) {
            var path = directory.resolve(file.toString());
            data.put(path.getFileName().toString(), Checkout.text(path));
        }
        return data;
    }

    private Map<String, Object> content() {
        return Checkout.yaml(directory.resolve("kustomization.yaml"));
    }

    private static List<?> list(Map<?, ?> content, String key) {
        return content.get(key) instanceof List<?> list ? list : List.of();
    }
}
