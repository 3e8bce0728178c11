package io.sillage.e2e.manifests;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The environment variables that the local stack gives to its services, taken from the class that holds them.
final class LocalStack {

    private LocalStack() {}

    static Set<String> variables() {
        var source = Checkout.path("local", "src/main/java/io/sillage/local/stack/Services.java");
        var variables = new TreeSet<String>();
        var finder = new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text && text.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")) {
                    variables.add(text);
                }
                return null;
            }
        };
        SettingsInCode.parse(List.of(source)).forEach(unit -> unit.accept(finder, null));
        return variables;
    }
}
