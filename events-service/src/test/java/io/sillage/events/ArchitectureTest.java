package io.sillage.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.sillage.events.integration.Door;
import io.sillage.testing.ArchitectureRules;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.tests();
    }

    @Test
    void whereOtherSystemsComeInSomebodyLooksBeforeTheBodyIsRead() {
        var entrances = new ClassFileImporter()
                .importPackages("io.sillage.events").stream()
                        .filter(each -> each.isAnnotatedWith(Path.class))
                        .filter(each ->
                                each.getAnnotationOfType(Path.class).value().startsWith("/i/"))
                        .toList();

        assertThat(entrances).hasSizeGreaterThan(10).allMatch(ArchitectureTest::isGuarded);
    }

    private static boolean isGuarded(JavaClass resource) {
        return resource.isAssignableTo(Door.class) && resource.isAnnotatedWith(Door.Guarded.class);
    }
}
