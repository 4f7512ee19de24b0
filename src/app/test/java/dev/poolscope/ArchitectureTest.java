package dev.poolscope;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final String VIOLATIONS = "dev.poolscope.violations";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.poolscope");
    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(VIOLATIONS);

    private static List<Arguments> rulesOf(String root) {
        var rules = new ArchitectureRules(root);
        return List.of(Arguments.of(rules.everyClassLivesInARoom(), List.of("attic.Lost")),
                Arguments.of(rules.everyRoomUsesOnlyFloorsBelow(), List.of("app.watch.LooksAside", "pool.LooksUp",
                        "stats.LooksAside", "telemetry.event.LooksUp", "telemetry.event.LooksUpstairs",
                        "workload.format.LooksBeside", "workload.model.LooksAside")),
                Arguments.of(rules.poolUsesNothingButTheBaseModule(), List.of("pool.Borrows", "pool.LooksUp")),
                Arguments.of(rules.onlyTheAppKnowsTheToolkit(), List.of("session.Draws")),
                Arguments.of(rules.onlyTheClockReadsTime(),
                        List.of("app.ReadsTime", "pool.NanoClockFake", "stats.ReadsTime")),
                Arguments.of(rules.onlyTheTableNamesKeys(), List.of("app.watch.NamesKeys")),
                Arguments.of(rules.theScreenWaitsForNothing(),
                        List.of("app.compose.ReadsInAHandler", "app.watch.WaitsInAForm")),
                Arguments.of(rules.onlyTheEdgesPrint(), List.of("app.Mains", "stats.Prints")),
                Arguments.of(rules.packagesHaveNamesOfTheirOwn(),
                        List.of("stats.common.Drawer", "stats.common.package-info")),
                Arguments.of(rules.classesHaveNamesOfTheirOwn(), List.of("stats.TimeHelper")),
                Arguments.of(rules.noStaticFieldChanges(), List.of("stats.Singleton")),
                Arguments.of(rules.everyPackageIsNullMarked(), List.of("attic.Lost")));
    }

    static Stream<ArchRule> rules() {
        return rulesOf("dev.poolscope").stream().map(arguments -> (ArchRule) arguments.get()[0]);
    }

    static Stream<Arguments> rulesWithTheirOffenders() {
        return rulesOf(VIOLATIONS).stream();
    }

    @Test
    void theWholeProgramIsLookedAt() {
        assertThat(PROGRAM).extracting(type -> type.getName()).contains("dev.poolscope.app.Main",
                "dev.poolscope.pool.NanoClock");
        assertThat(PROGRAM).extracting(type -> type.getPackageName()).noneMatch(name -> name.startsWith(VIOLATIONS));
    }

    @Test
    void everyRoomThatHasAFloorExists() {
        List<String> packages = PROGRAM.stream().map(type -> type.getPackageName() + ".").distinct().toList();
        assertThat(ArchitectureRules.FLOORS.keySet())
                .allMatch(room -> packages.stream().anyMatch(name -> name.startsWith("dev.poolscope." + room + ".")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProgramKeeps(ArchRule rule) {
        rule.check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("rulesWithTheirOffenders")
    void eachRuleFindsExactlyWhatBreaksIt(ArchRule rule, List<String> offenders) {
        List<String> found = rule.evaluate(OFFENDERS).getFailureReport().getDetails();

        for (String offender : offenders) {
            assertThat(found).as(rule.getDescription())
                    .anyMatch(detail -> detail.contains(VIOLATIONS + "." + offender));
        }
        assertThat(found).as(rule.getDescription()).allMatch(
                detail -> offenders.stream().anyMatch(offender -> detail.contains(VIOLATIONS + "." + offender)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleGivesItsReason(ArchRule rule) {
        assertThat(rule.getDescription()).contains(", because ");
    }
}
