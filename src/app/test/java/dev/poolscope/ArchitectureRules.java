package dev.poolscope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * How the code is laid out, as rules. They are written for any root package, so that a test can hold them against classes
 * that break them on purpose.
 */
final class ArchitectureRules {

    /**
     * Which floor a room (a package below the root, with everything in it) is on: the tens. Where a package has several rooms,
     * the ones say which of them may use which. The longest name that fits counts.
     */
    static final Map<String, Integer> FLOORS = Map.ofEntries(Map.entry("pool", 0), Map.entry("stats", 0),
            Map.entry("workload.model", 10), Map.entry("telemetry.event", 20), Map.entry("workload.format", 11),
            Map.entry("workload.run", 11), Map.entry("telemetry.timeline", 21), Map.entry("telemetry.moment", 22),
            Map.entry("telemetry.recorder", 22),
            Map.entry("simulation", 30), Map.entry("theory", 30), Map.entry("recording", 30), Map.entry("story", 30),
            Map.entry("session", 40), Map.entry("session.report", 41),
            Map.entry("comparison", 50), Map.entry("sizing", 50),
            Map.entry("lesson.expression", 50), Map.entry("lesson.model", 51), Map.entry("lesson.format", 52),
            Map.entry("lesson.play", 53), Map.entry("lesson.check", 54), Map.entry("cli", 60),
            Map.entry("app.key", 49),
            Map.entry("app.fx", 60),
            Map.entry("app.chart.time", 60), Map.entry("app.settings", 60), Map.entry("app.chart.lanes", 61),
            Map.entry("app.chart.curves", 61), Map.entry("app.chart.arrivals", 61), Map.entry("app.compose.form", 70),
            Map.entry("app.watch.series", 70), Map.entry("app.compose", 71),
            Map.entry("app.watch", 71), Map.entry("app.explain", 71), Map.entry("app.lesson", 71),
            Map.entry("app.environment", 80),
            Map.entry("app.document", 81), Map.entry("app.command", 82), Map.entry("app.shell", 83),
            Map.entry("app.help", 83), Map.entry("app.sizing", 83),
            Map.entry("app.comparison", 83),
            Map.entry("app.export", 84), Map.entry("app.launch", 85), Map.entry("app.start", 85), Map.entry("app", 89));

    private static final Set<String> SHAPELESS_PACKAGES = Set.of("util", "utils", "common", "helper", "helpers",
            "manager",
            "managers", "misc", "impl");
    private static final String SHAPELESS_CLASS = ".*(Util|Utils|Common|Helper|Helpers|Manager|Impl)";

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    ArchRule everyClassLivesInARoom() {
        return classes().should(new ArchCondition<JavaClass>("live in a room that has a floor") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (room(item).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " lives in no room"));
                }
            }
        }).because("a package without a floor could be used by all and use all, and the floors would mean nothing");
    }

    ArchRule everyRoomUsesOnlyFloorsBelow() {
        return classes().should(new ArchCondition<JavaClass>("use only floors below their own") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                Optional<String> user = room(item);
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    Optional<String> used = room(dependency.getTargetClass());
                    if (user.isPresent() && used.isPresent() && !user.equals(used)
                            && !mayUse(user.get(), used.get())) {
                        events.add(SimpleConditionEvent.violated(dependency,
                                user.get() + " may not use " + used.get() + ": "
                                        + dependency.getDescription()));
                    }
                }
            }
        }).because("a floor that knows nothing of those above and beside it can be read, tested and reused alone:"
                + " the pool without a monitor, a load without a recorder, a run without a screen");
    }

    ArchRule poolUsesNothingButTheBaseModule() {
        Set<String> base = ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages();
        DescribedPredicate<JavaClass> foreign = DescribedPredicate.describe("outside java.base", target -> {
            String from = target.getBaseComponentType().getPackageName();
            return !from.isEmpty() && !base.contains(from) && !isIn(target, "pool") && !isAnnotationForCheckers(from);
        });
        return noClasses().that(inRoom("pool")).should().dependOnClassesThat(foreign).allowEmptyShould(true)
                .because(
                        "a program that wants only the library gets it without any dependency, not even another module of the JDK");
    }

    ArchRule onlyTheAppKnowsTheToolkit() {
        return noClasses().that(DescribedPredicate.not(inRoom("app"))).should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..", "com.sun.glass..", "org.controlsfx..",
                        "impl.org.controlsfx..",
                        "atlantafx..")
                .because("a run, its report and its numbers must work on a machine that has no screen and no toolkit");
    }

    /** The class that is written into what is copied as Java: a program of its own there, and never run here. */
    private DescribedPredicate<JavaClass> shippedAsText() {
        return named("session.PoolLoad");
    }

    ArchRule onlyTheClockReadsTime() {
        return noClasses().that(DescribedPredicate.not(named("pool.NanoClock").or(shippedAsText()))).should()
                .accessTargetWhere(DescribedPredicate.describe("reads the time of the machine",
                        access -> access.getTarget().getOwner().isEquivalentTo(System.class)
                                && List.of("nanoTime", "currentTimeMillis").contains(access.getTarget().getName())))
                .because("one clock can be handed in by a test, and stamps of one clock can be compared;"
                        + " a second way to read time can neither");
    }

    ArchRule onlyTheTableNamesKeys() {
        return noClasses().that(DescribedPredicate.not(inRoom("app.key"))).should()
                .accessTargetWhere(DescribedPredicate.describe("names a key",
                        access -> List.of("javafx.scene.input.KeyCode", "javafx.scene.input.KeyCodeCombination",
                                "javafx.scene.input.KeyCharacterCombination")
                                .contains(access.getTarget().getOwner().getName())
                                || (List.of("valueOf", "keyCombination").contains(access.getTarget().getName())
                                        && access.getTarget().getOwner().getName()
                                                .equals("javafx.scene.input.KeyCombination"))))
                .because(
                        "the menus and the overview of the keys are made of one table; a key that a zone has of its own"
                                + " is in neither, and may contradict both");
    }

    ArchRule theScreenWaitsForNothing() {
        return classes().should(new ScreenThread(root))
                .because(
                        "a window whose thread waits, for a disk or for another thread, shows nothing and takes no key meanwhile");
    }

    ArchRule onlyTheEdgesPrint() {
        return noClasses()
                .that(DescribedPredicate.not(inRoom("cli").or(named("app.Main")).or(named("app.PrepareStart"))
                        .or(shippedAsText())))
                .should(new ArchCondition<JavaClass>("use the standard streams") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        item.getAccessesFromSelf().stream().filter(access -> prints(access.getTarget())).forEach(
                                access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
                    }
                }).because("standard output is the command line's answer, which scripts read;"
                        + " a class with something else to say throws, returns or logs it");
    }

    ArchRule packagesHaveNamesOfTheirOwn() {
        return noClasses().should(new ArchCondition<JavaClass>("live in a package that is named for no thing") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (String part : item.getPackageName().split("\\.", -1)) {
                    if (SHAPELESS_PACKAGES.contains(part)) {
                        events.add(SimpleConditionEvent.satisfied(item, item.getName() + " lives in '" + part + "'"));
                    }
                }
            }
        }).because("a drawer named util or common takes anything, so nothing is found in it");
    }

    ArchRule classesHaveNamesOfTheirOwn() {
        return noClasses().should().haveNameMatching(SHAPELESS_CLASS)
                .because(
                        "a thing that two rooms need has a name of its own; helper, manager and Impl say nothing about it");
    }

    /** The JVM exits but once, and what is said without memory is prepared once: this is all that pools share. */
    private DescribedPredicate<JavaClass> sharedByAllPools() {
        return named("pool.ExitHook").or(named("pool.PoolLifecycle"));
    }

    ArchRule noStaticFieldChanges() {
        return fields().that().areStatic().and().areDeclaredInClassesThat(DescribedPredicate.not(sharedByAllPools()))
                .should().beFinal()
                .because("a static that changes is a singleton by another name: two runs in one JVM would share it,"
                        + " and tests would depend on their order");
    }

    ArchRule everyPackageIsNullMarked() {
        return classes().that().doNotHaveSimpleName("package-info")
                .should(new ArchCondition<JavaClass>("live in a package whose package-info is @NullMarked") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                            events.add(SimpleConditionEvent.violated(item,
                                    item.getName() + " lives in a package that is not null-marked"));
                        }
                    }
                }).because("the null checker looks only at packages that say they want it");
    }

    private static boolean prints(AccessTarget target) {
        if (target.getOwner().isEquivalentTo(System.class)) {
            return List.of("out", "err", "in").contains(target.getName());
        }
        return target.getName().equals("printStackTrace") && target.getOwner().isAssignableTo(Throwable.class);
    }

    /** The room of a class: the longest room name that its package begins with. */
    private Optional<String> room(JavaClass item) {
        return FLOORS.keySet().stream().filter(room -> isIn(item.getBaseComponentType(), room))
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }

    /** Floors below are free to use; on the same floor, only rooms of the same package that stand lower in it. */
    private static boolean mayUse(String user, String used) {
        int own = FLOORS.getOrDefault(user, 0);
        int other = FLOORS.getOrDefault(used, 0);
        boolean sameHouse = house(user).equals(house(used)) || house(used).equals(user) || house(user).equals(used);
        return other / 10 < own / 10 || (other < own && sameHouse);
    }

    private static String house(String room) {
        return room.substring(0, Math.max(0, room.lastIndexOf('.')));
    }

    private boolean isIn(JavaClass item, String room) {
        String home = root + "." + room;
        return item.getPackageName().equals(home) || item.getPackageName().startsWith(home + ".");
    }

    private DescribedPredicate<JavaClass> inRoom(String room) {
        return DescribedPredicate.describe("in " + room, item -> isIn(item, room));
    }

    private DescribedPredicate<JavaClass> named(String name) {
        String full = root + "." + name;
        return DescribedPredicate.describe(name,
                item -> item.getName().equals(full) || item.getName().startsWith(full + "$"));
    }

    private static boolean isAnnotationForCheckers(String from) {
        return from.startsWith("org.jspecify.annotations") || from.startsWith("com.google.errorprone.annotations");
    }
}
