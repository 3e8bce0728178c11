package io.sillage.testing;

import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a service answers, as its resource classes say it.
///
/// @param path with templates, as in `/p/{token}`
/// @param roles that may call it; none if everybody may
public record Endpoint(String method, String path, Set<String> roles) {

    private static final String JAX_RS = "jakarta.ws.rs.";
    private static final String SECURITY = "jakarta.annotation.security.";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private static final Pattern TEMPLATE = Pattern.compile("\\{[^:}]*(?::([^}]*))?}");

    /// Every endpoint of every resource that the module under test sees.
    public static List<Endpoint> all() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.sillage").stream()
                        .filter(each -> each.isAnnotatedWith(JAX_RS + "Path"))
                        .flatMap(Endpoint::of)
                        .toList();
    }

    private static Stream<Endpoint> of(JavaClass resource) {
        return resource.getMethods().stream().flatMap(method -> METHODS.stream()
                .filter(verb -> method.isAnnotatedWith(JAX_RS + verb))
                .map(verb -> of(resource, method, verb)));
    }

    private static Endpoint of(JavaClass resource, JavaMethod method, String verb) {
        var below = pathOf(method);
        var path = pathOf(resource) + (below.isEmpty() || below.startsWith("/") ? below : "/" + below);
        var roles = rolesOf(method).or(() -> rolesOf(resource)).orElseThrow();
        return new Endpoint(verb, path, roles);
    }

    private static String pathOf(CanBeAnnotated element) {
        return annotation(element, JAX_RS + "Path")
                .flatMap(path -> path.get("value"))
                .map(String.class::cast)
                .orElse("");
    }

    private static Optional<Set<String>> rolesOf(CanBeAnnotated element) {
        var everybody = annotation(element, SECURITY + "PermitAll").map(_ -> Set.<String>of());
        return everybody.or(() -> annotation(element, SECURITY + "RolesAllowed")
                .flatMap(allowed -> allowed.get("value"))
                .map(roles -> new TreeSet<>(List.of((String[]) roles))));
    }

    private static Optional<JavaAnnotation<? extends HasDescription>> annotation(CanBeAnnotated element, String type) {
        return switch (element) {
            case JavaClass of -> of.tryGetAnnotationOfType(type).map(each -> each);
            case JavaMethod of -> of.tryGetAnnotationOfType(type).map(each -> each);
            default -> Optional.empty();
        };
    }

    /// A path that leads here: `x` in place of each template, or the first word that its pattern allows.
    public String examplePath() {
        return TEMPLATE.matcher(path).replaceAll(template -> {
            var pattern = template.group(1);
            return pattern == null ? "x" : pattern.strip().split("\\|")[0];
        });
    }

    public boolean isForEverybody() {
        return roles.isEmpty();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
