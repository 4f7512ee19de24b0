package dev.poolscope.comparison;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

import dev.poolscope.session.ScenarioChange;
import dev.poolscope.workload.model.Scenario;

/** The tasks of two runs side by side: which of one is which of the other, and which waited the most differently. Immutable. */
public final class SideBySide {
    private final List<TaskPair> byChange;
    private final Map<Long, TaskPair> inA = new HashMap<>();
    private final Map<Long, TaskPair> inB = new HashMap<>();
    private final String kinship;

    private SideBySide(Comparison comparison) {
        byChange = comparison.pairs().stream().filter(pair -> pair.longerWait() != 0)
                .sorted(Comparator.<TaskPair>comparingLong(pair -> Math.abs(pair.longerWait())).reversed()).toList();
        for (TaskPair pair : comparison.pairs()) {
            inA.put(pair.a().id(), pair);
            inB.put(pair.b().id(), pair);
        }
        kinship = kinship(comparison);
    }

    /**
     * Lays them beside each other. That takes time for each task.
     *
     * @param comparison of two runs
     * @return their tasks
     */
    public static SideBySide of(Comparison comparison) {
        return new SideBySide(comparison);
    }

    /** {@return the pair of a task of the first run; empty if it stands alone} */
    public Optional<TaskPair> ofA(long taskId) {
        return Optional.ofNullable(inA.get(taskId));
    }

    /** {@return the pair of a task of the second run; empty if it stands alone} */
    public Optional<TaskPair> ofB(long taskId) {
        return Optional.ofNullable(inB.get(taskId));
    }

    /**
     * {@return those whose wait differs, the greatest difference first}
     *
     * @param most how many at most
     */
    public List<TaskPair> mostChanged(int most) {
        return byChange.stream().limit(most).toList();
    }

    /**
     * {@return some sentences: whether the runs are twins, how many tasks stand beside each other, and how many of these were started in one
     * of them only; empty if it is not known}
     */
    public String kinship() {
        return kinship;
    }

    private static String kinship(Comparison comparison) {
        ComparedRun a = comparison.a();
        ComparedRun b = comparison.b();
        if (!a.withoutTasks().isEmpty() || !b.withoutTasks().isEmpty()) {
            return "";
        }
        StringJoiner sentences = new StringJoiner(" ");
        onlyChange(a, b).ifPresent(change -> sentences
                .add("They are twins: " + butFor(a, b) + "all that was changed is " + change + "."));
        List<TaskPair> pairs = comparison.pairs();
        long inA = tasks(a);
        long inB = tasks(b);
        if (inA == 0 && inB == 0) {
            sentences.add("Neither has a task.");
        } else if (pairs.isEmpty()) {
            sentences.add("No task stands beside another: in no stream was the first due at the same time in both.");
        } else if (pairs.size() == inA && pairs.size() == inB) {
            sentences.add("Both have the same arrivals" + (sameDraws(a, b) ? " and the same draws" : "") + ": "
                    + (inA == 1
                            ? "the only task of A stands beside that of B."
                            : String.format(Locale.ROOT,
                                    "all %,d tasks stand beside each other, the n-th of a stream beside the n-th.",
                                    inA)));
        } else {
            sentences.add(String.format(Locale.ROOT,
                    (pairs.size() == 1 ? "%,d task of A stands beside one of B" : "%,d tasks stand beside each other")
                            + ", the n-th of a stream beside the n-th; %,d of A and %,d of B, from the first of their stream that was due at another time or is in one run only, "
                            + "stand alone.",
                    pairs.size(), inA - pairs.size(), inB - pairs.size()));
        }
        startedInOne(pairs).ifPresent(sentences::add);
        return sentences.toString();
    }

    private static long tasks(ComparedRun run) {
        return run.tasks().stream().mapToLong(stream -> stream.tasks().size()).sum();
    }

    /** The one change of two runs on the same machine, if it is just one and they are of the same seed. */
    private static Optional<ScenarioChange> onlyChange(ComparedRun a, ComparedRun b) {
        Scenario before = a.scenario().orElse(null);
        Scenario after = b.scenario().orElse(null);
        if (before == null || after == null || a.outline().simulatedCores() != b.outline().simulatedCores()
                || a.outline().nanos() != b.outline().nanos() || before.seed() != after.seed()
                || Changes.differByHand(a, b)) {
            return Optional.empty();
        }
        List<ScenarioChange> changes = ScenarioChange.between(before, after);
        return changes.size() == 1 ? Optional.of(changes.getFirst()) : Optional.empty();
    }

    /** What stands in the list of changes as well, and changes nothing in what happens. */
    private static String butFor(ComparedRun a, ComparedRun b) {
        List<String> named = Changes.between(a, b).stream().map(Change::what).toList();
        StringJoiner words = new StringJoiner(" and ", "but for ", ", ").setEmptyValue("");
        if (named.contains(Changes.SCENARIO)) {
            words.add("the name of the scenario");
        }
        if (named.contains(Changes.KIND)) {
            words.add("the kind of the pool");
        }
        if (named.contains(Changes.POOL_NAME)) {
            words.add(named.contains(Changes.KIND) ? "its name" : "the name of the pool");
        }
        return words.toString();
    }

    private static boolean sameDraws(ComparedRun a, ComparedRun b) {
        return a.scenario().isPresent() && b.scenario().isPresent()
                && a.scenario().get().seed() == b.scenario().get().seed()
                && a.scenario().get().streams().equals(b.scenario().get().streams());
    }

    private static Optional<String> startedInOne(List<TaskPair> pairs) {
        long onlyA = pairs.stream().filter(pair -> pair.startedInA() && !pair.startedInB()).count();
        long onlyB = pairs.stream().filter(pair -> pair.startedInB() && !pair.startedInA()).count();
        StringJoiner words = new StringJoiner(" and ", "Of them ", ".").setEmptyValue("");
        if (onlyA > 0) {
            words.add(String.format(Locale.ROOT, "%,d started in A only", onlyA));
        }
        if (onlyB > 0) {
            words.add(String.format(Locale.ROOT, "%,d started in B only", onlyB));
        }
        return Optional.of(words.toString()).filter(it -> !it.isEmpty());
    }
}
