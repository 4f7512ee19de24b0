package dev.poolscope.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two scenarios that changes what a run does. Names, descriptions and expectations change nothing.
 *
 * @param what such as {@code workers} or {@code web rate}
 * @param before the value in the first one, as files write it or in words; null if it has none
 * @param after the value in the second one; null if it has none
 */
public record ScenarioChange(String what, @Nullable String before, @Nullable String after) {
    private static final int LONGEST = 48;

    /**
     * Compares two scenarios.
     *
     * @param before the first one
     * @param after the second one
     * @return the differences: of the pool, of the streams, of the actions, of length and seed
     */
    public static List<ScenarioChange> between(Scenario before, Scenario after) {
        Map<String, String> first = facts(before);
        Map<String, String> second = facts(after);
        Set<String> all = new LinkedHashSet<>(first.keySet());
        all.addAll(second.keySet());
        List<ScenarioChange> changes = new ArrayList<>();
        for (String what : all) {
            String was = first.get(what);
            String is = second.get(what);
            if (was == null || !was.equals(is)) {
                changes.add(new ScenarioChange(what, was, is));
            }
        }
        return changes;
    }

    private static Map<String, String> facts(Scenario scenario) {
        Map<String, String> facts = new LinkedHashMap<>();
        PoolSpec pool = scenario.pool();
        int workers = Math.max(pool.kind().size(), pool.maxWorkers());
        facts.put("workers", workers > 0 ? Integer.toString(workers) : "the default");
        facts.put("idle timeout", pool.idleTimeout() == null ? "never" : DurationText.format(pool.idleTimeout()));
        facts.put("tasks per worker",
                pool.maxTasksPerWorker() > 0 ? Integer.toString(pool.maxTasksPerWorker()) : "no limit");
        facts.put("threads", pool.workerType().name().toLowerCase(Locale.ROOT));
        facts.put("initializer", pool.initializer() == null ? "none" : ScenarioPhrases.hook(pool.initializer()));
        facts.put("finalizer", pool.finalizer() == null ? "none" : ScenarioPhrases.hook(pool.finalizer()));
        if (!scenario.overheads().isNone()) {
            facts.put("overheads", scenario.overheads().toString());
        }
        scenario.streams().forEach(stream -> addStream(facts, stream));
        if (!scenario.actions().isEmpty()) {
            facts.put("actions", scenario.actions().stream()
                    .map(timed -> "at " + DurationText.format(timed.at()) + " " + timed.action().words())
                    .collect(Collectors.joining("; ")));
        }
        Duration duration = scenario.duration();
        facts.put("duration", duration == null ? "open" : DurationText.format(duration));
        facts.put("seed", Long.toString(scenario.seed()));
        return facts;
    }

    private static void addStream(Map<String, String> facts, StreamSpec stream) {
        // A rate that differs is said as such; everything else of the arrivals in words.
        switch (stream.arrivals()) {
            case Arrivals.Constant(var rate) -> facts.put(stream.name() + " rate", rate.toString());
            case Arrivals.Poisson(var rate) -> facts.put(stream.name() + " rate", rate + " at random");
            default -> facts.put(stream.name() + " arrivals", ScenarioPhrases.arrivals(stream.arrivals()));
        }
        if (stream.arrivals().windowed()) {
            facts.put(stream.name() + " window", DurationText.format(stream.from()) + " to "
                    + (stream.until() == null ? "the end" : DurationText.format(stream.until())));
        }
        facts.put(stream.name() + " task", ScenarioPhrases.task(stream.task()));
    }

    /** In words: {@code workers 2 → 3}. Long values are left out. */
    @Override
    public String toString() {
        if (before == null) {
            return "with " + what;
        }
        if (after == null) {
            return "without " + what;
        }
        return before.length() + after.length() > LONGEST ? what + " changed" : what + " " + before + " → " + after;
    }
}
