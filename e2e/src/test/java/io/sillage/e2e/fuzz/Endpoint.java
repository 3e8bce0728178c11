package io.sillage.e2e.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;

/// One method of a resource of a service, as its annotations describe it.
///
/// @param path with names in braces for what varies
/// @param queries names of its query parameters
/// @param isForm whether it reads a form
public record Endpoint(String method, String path, List<String> queries, boolean isForm) {

    private static final List<String> SERVICES =
            List.of("contacts-service", "events-service", "segments-service", "automation-service");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final String WS = "jakarta.ws.rs.";
    private static final String QUERY = "org.jboss.resteasy.reactive.RestQuery";

    /// Those of all services, from their compiled classes.
    public static List<Endpoint> all(Path root) {
        return SERVICES.stream()
                .map(service -> index(root.resolve(service).resolve("target/classes")))
                .flatMap(index -> index.getKnownClasses().stream())
                .filter(type -> type.hasDeclaredAnnotation(WS + "Path"))
                .flatMap(Endpoint::of)
                .toList();
    }

    private static Index index(Path classes) {
        var indexer = new Indexer();
        try (var files = Files.walk(classes)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                try (var stream = Files.newInputStream(file)) {
                    indexer.index(stream);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return indexer.complete();
    }

    private static Stream<Endpoint> of(ClassInfo type) {
        var base = type.declaredAnnotation(WS + "Path").value().asString();
        return type.methods().stream().flatMap(method -> METHODS.stream()
                .filter(verb -> method.hasDeclaredAnnotation(WS + verb))
                .map(verb -> new Endpoint(verb, base + path(method), queries(method), isForm(method))));
    }

    private static String path(MethodInfo method) {
        var own = method.declaredAnnotation(WS + "Path");
        if (own == null) {
            return "";
        }
        var text = own.value().asString();
        return text.startsWith("/") ? text : "/" + text;
    }

    private static List<String> queries(MethodInfo method) {
        var names = new ArrayList<>(List.of("count", "offset", "fields", "exclude_fields"));
        for (var parameter : method.parameters()) {
            var query = parameter.annotation(QUERY);
            if (query != null) {
                names.add(named(query, parameter.name()));
            }
        }
        return List.copyOf(names);
    }

    private static String named(AnnotationInstance query, String otherwise) {
        return query.value() == null ? otherwise : query.value().asString();
    }

    private static boolean isForm(MethodInfo method) {
        var consumes = method.declaredAnnotation(WS + "Consumes");
        return consumes != null
                && String.join(",", consumes.value().asStringArray()).contains("form");
    }
}
