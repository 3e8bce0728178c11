package io.sillage.gateway;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.sillage.testing.ArchitectureRules;

@AnalyzeClasses(packages = "io.sillage.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule THE_GATEWAY_STANDS_ON_CONTRACTS_ALONE =
            ArchRuleDefinition.noClasses().should().dependOnClassesThat().resideInAnyPackage("io.sillage.platform..");
}
