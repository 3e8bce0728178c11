package io.sillage.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What every module keeps to. A module applies it with a `@TestFactory` that returns [#tests]: ArchUnit's own engine
/// finds its tests on this version of JUnit, but runs none of them.
public final class ArchitectureRules {

    private ArchitectureRules() {}

    /// A test per rule, over all classes of ours that the module sees.
    public static Stream<DynamicTest> tests() {
        var classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.sillage");
        return Stream.of(ArchitectureRules.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field -> DynamicTest.dynamicTest(
                        field.getName(), () -> rule(field).check(classes)));
    }

    private static ArchRule rule(Field field) throws IllegalAccessException {
        return (ArchRule) field.get(null);
    }

    /// Features of a service meet without cycles.
    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLE =
            slices().matching("io.sillage.*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    /// Services share contracts, conditions and platform, and know nothing of each other.
    @ArchTest
    static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "io.sillage.(contacts|events|segments|automation|gateway)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    /// What decides is plain Java.
    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage("io.sillage.segments.evaluation..", "io.sillage.automation.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.smallrye..", "jakarta..", "io.quarkus..", "io.vertx..")
            .allowEmptyShould(true);

    /// Messages come in through classes that say so by name.
    @ArchTest
    static final ArchRule MESSAGES_ENTER_THROUGH_CONSUMERS = methods()
            .that()
            .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Consumer")
            .allowEmptyShould(true);

    /// Transactions open at the edge.
    @ArchTest
    static final ArchRule TRANSACTIONS_START_AT_THE_EDGE = methods()
            .that()
            .areAnnotatedWith("io.quarkus.hibernate.reactive.panache.common.WithTransaction")
            .should()
            .beDeclaredInClassesThat()
            .haveNameMatching(".*(Resource|Consumer|Poller)")
            .allowEmptyShould(true);

    /// Nobody blocks on a reactive result.
    @ArchTest
    static final ArchRule NOBODY_AWAITS =
            noClasses().should().callMethod("io.smallrye.mutiny.Uni", "await").allowEmptyShould(true);

    /// Time comes from the injected clock. The system's own is read where clocks are made.
    @ArchTest
    static final ArchRule TIME_IS_INJECTED = noClasses()
            .should()
            .callMethod("java.time.Instant", "now")
            .orShould()
            .callMethod("java.time.LocalDate", "now")
            .orShould()
            .callMethod("java.time.LocalDateTime", "now")
            .orShould()
            .callMethod("java.lang.System", "currentTimeMillis")
            .allowEmptyShould(true);

    /// Every resource says who may call it.
    @ArchTest
    static final ArchRule RESOURCES_SAY_WHO_MAY_CALL_THEM = classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should()
            .beAnnotatedWith("jakarta.annotation.security.RolesAllowed")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.security.PermitAll")
            .allowEmptyShould(true);

    /// What a class needs, its constructor asks for.
    @ArchTest
    static final ArchRule CONSTRUCTORS_INJECT = NO_CLASSES_SHOULD_USE_FIELD_INJECTION.allowEmptyShould(true);

    /// A name says what a class is.
    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = classes()
            .that()
            .areTopLevelClasses()
            .should()
            .haveNameNotMatching(".*(Impl|Utils?|Helper|Manager|Dto)")
            .allowEmptyShould(true);
}
