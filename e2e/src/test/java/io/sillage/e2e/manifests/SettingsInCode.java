package io.sillage.e2e.manifests;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The settings that the services read, taken from their sources: from interfaces that are a `@ConfigMapping` and from
/// parameters that are a `@ConfigProperty`.
final class SettingsInCode {

    private static final String PLATFORM = "platform";

    private SettingsInCode() {}

    /// All of the product's own.
    static List<Setting> all() {
        return Stream.concat(Stream.of(PLATFORM, "conditions"), Checkout.SERVICES.stream())
                .flatMap(module -> settings(module).stream())
                .filter(setting -> setting.name().startsWith("sillage."))
                .toList();
    }

    /// Without which a service does not start, because neither the code nor its properties have a value.
    static List<Setting> required(String service) {
        var own = settings(service).stream();
        var settings = isOnPlatform(service) ? Stream.concat(settings(PLATFORM).stream(), own) : own;
        var given = given(service);
        return settings.filter(Setting::required)
                .filter(setting -> !given.contains(setting.name()))
                .toList();
    }

    private static List<Setting> settings(String module) {
        var found = new ArrayList<Setting>();
        parse(sources(module)).forEach(unit -> unit.accept(new Finder(module, found), null));
        return found;
    }

    private static boolean isOnPlatform(String service) {
        return Checkout.text(Checkout.path(service, "pom.xml")).contains("<artifactId>platform</artifactId>");
    }

    /// The names that have a value in properties files; one for a profile only has another name.
    private static Set<String> given(String service) {
        var properties = new Properties();
        Stream.of(
                        Checkout.path(PLATFORM, "src/main/resources/META-INF/microprofile-config.properties"),
                        Checkout.path(service, "src/main/resources/application.properties"))
                .filter(Files::exists)
                .forEach(file -> load(properties, file));
        return properties.stringPropertyNames();
    }

    private static void load(Properties properties, Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(String module) {
        var root = Checkout.path(module, "src/main/java");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Checkout.text(file).contains("@Config"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Iterable<? extends CompilationUnitTree> parse(List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            return ((JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units)).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Walks over one source file.
    private static final class Finder extends TreeScanner<Void, Void> {

        private final String module;
        private final List<Setting> found;

        Finder(String module, List<Setting> found) {
            this.module = module;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            value(type.getModifiers(), "ConfigMapping", "prefix").ifPresent(prefix -> mapping(type, prefix, true));
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            value(variable.getModifiers(), "ConfigProperty", "name").ifPresent(name -> {
                var byDefault = value(variable.getModifiers(), "ConfigProperty", "defaultValue");
                var required = byDefault.isEmpty() && !isOptional(variable.getType());
                found.add(new Setting(module, name, required, byDefault));
            });
            return super.visitVariable(variable, nothing);
        }

        private void mapping(ClassTree type, String prefix, boolean required) {
            var nested = type.getMembers().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .collect(Collectors.toMap(each -> each.getSimpleName().toString(), Function.identity()));
            type.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(MethodTree.class::cast)
                    .filter(method -> method.getBody() == null)
                    .forEach(method -> setting(method, prefix, required, nested));
        }

        private void setting(MethodTree method, String prefix, boolean required, Map<String, ClassTree> nested) {
            var named = value(method.getModifiers(), "WithName", "value");
            var name =
                    prefix + "." + named.orElseGet(() -> kebab(method.getName().toString()));
            var type = method.getReturnType();
            var byDefault = value(method.getModifiers(), "WithDefault", "value");
            var wanted = required && !isOptional(type) && byDefault.isEmpty();
            var path = outer(type).equals("Map") ? name + ".*" : name;
            Optional.ofNullable(nested.get(innermost(type)))
                    .ifPresentOrElse(
                            group -> mapping(group, path, wanted),
                            () -> found.add(new Setting(module, path, wanted, byDefault)));
        }

        private static boolean isOptional(Tree type) {
            return outer(type).startsWith("Optional") || outer(type).equals("Map");
        }

        private static String outer(Tree type) {
            return type instanceof ParameterizedTypeTree generic
                    ? generic.getType().toString()
                    : type.toString();
        }

        private static String innermost(Tree type) {
            return type instanceof ParameterizedTypeTree generic
                    ? innermost(generic.getTypeArguments().getLast())
                    : type.toString();
        }

        private static String kebab(String name) {
            return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        }

        private static boolean is(AnnotationTree annotation, String name) {
            return annotation.getAnnotationType().toString().equals(name);
        }

        private static Optional<String> value(ModifiersTree modifiers, String annotation, String attribute) {
            return modifiers.getAnnotations().stream()
                    .filter(each -> is(each, annotation))
                    .flatMap(each -> each.getArguments().stream())
                    .flatMap(argument -> text(argument, attribute))
                    .findFirst();
        }

        /// A value without a name is the one that is called `value`.
        private static Stream<String> text(ExpressionTree argument, String attribute) {
            return switch (argument) {
                case AssignmentTree named
                when named.getVariable().toString().equals(attribute) -> text(named.getExpression(), "value");
                case LiteralTree literal
                when attribute.equals("value") -> Stream.of(String.valueOf(literal.getValue()));
                default -> Stream.empty();
            };
        }
    }
}
