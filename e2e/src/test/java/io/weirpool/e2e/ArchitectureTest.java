package io.weirpool.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape of the product, held by the build. */
@AnalyzeClasses(
        packages = "io.weirpool",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.weirpool.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlySqlKnowsCalcite = noClasses()
            .that()
            .resideOutsideOfPackages("io.weirpool.sql..", "io.weirpool.sqlparser..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.calcite..")
            .because("a Calcite upgrade must not reach past the planner");

    @ArchTest
    static final ArchRule whatRunsPerRowKnowsNoCalcite = noClasses()
            .that()
            .resideInAnyPackage("io.weirpool.sql.plan..", "io.weirpool.sql.compile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.calcite..")
            .because("plans and compiled functions mean the same whatever Calcite does (decision 0001)");

    @ArchTest
    static final ArchRule onlyTheTopologyKnowsKafkaStreams = noClasses()
            .that()
            .resideOutsideOfPackages("io.weirpool.processor.topology..", "io.weirpool.processor.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..")
            .because("operators are tested as plain functions");

    @ArchTest
    static final ArchRule onlyTheSinkAndTheReadSideKnowJdbc = noClasses()
            .that()
            .resideOutsideOfPackages("io.weirpool.sink..", "io.weirpool.app..", "io.weirpool.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..")
            .because("ingest and processor work while PostgreSQL is down");

    @ArchTest
    static final ArchRule rolesMeetInTopicsOnly = slices().matching("io.weirpool.(ingest|processor|sink)..")
            .should()
            .notDependOnEachOther()
            .because("each role can run and restart alone");
}
