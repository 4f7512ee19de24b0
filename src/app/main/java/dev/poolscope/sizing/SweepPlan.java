package dev.poolscope.sizing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep does: each combination of the varied values, over the same seeds, so that differences between points are not those of their
 * draws.
 *
 * @param scenario the scenario, before anything is varied
 * @param variations what is varied; the first one is what an answer is sought of
 * @param goals what shall hold; may be empty
 * @param points the combinations; the values of the first variation change fastest
 * @param seeds how many seeds: that of the scenario, and those that follow it
 * @param cores how many processors computing tasks share in a simulation
 * @param notes what was changed besides, a sentence each
 * @param load the recorded load that each run replays; null if the load is that of the scenario
 */
public record SweepPlan(Scenario scenario, List<Variation> variations, List<Expectation> goals, List<Point> points,
        int seeds, int cores, List<String> notes,
        @Nullable RecordedLoad load) {
    /** How many combinations a sweep may have. */
    public static final int MOST_POINTS = 10_000;

    private static final List<Quantity> ALWAYS = List.of(time(Quantity.Statistic.MEAN), time(Quantity.Statistic.P50),
            time(Quantity.Statistic.P95), time(Quantity.Statistic.P99), new Quantity.Throughput());

    /**
     * One combination.
     *
     * @param values of each variation
     * @param scenario the scenario with these
     */
    public record Point(List<String> values, Scenario scenario) {
        /** Copies the list. */
        public Point {
            values = List.copyOf(values);
        }
    }

    /** Copies the lists. */
    public SweepPlan {
        variations = List.copyOf(variations);
        goals = List.copyOf(goals);
        points = List.copyOf(points);
        notes = List.copyOf(notes);
    }

    private static Quantity time(Quantity.Statistic statistic) {
        return new Quantity.Time(Quantity.Span.WAIT, statistic);
    }

    /**
     * Plans a sweep.
     *
     * @param scenario what to vary; its duration is not open
     * @param variations what is varied; at least one
     * @param goals what shall hold; may be empty
     * @param seeds how many seeds, 1 or more
     * @param cores how many processors computing tasks share in a simulation, 1 or more
     * @return the plan
     * @throws InvalidEditException if a value cannot be varied so
     * @throws IllegalArgumentException if there is no load, a run has no end, a path is varied twice, a goal is about a stream that there is not, or there are too many combinations; the message says what is
     *             allowed
     */
    public static SweepPlan of(Scenario scenario, List<Variation> variations, List<Expectation> goals, int seeds,
            int cores) throws InvalidEditException {
        if (scenario.streams().isEmpty()) {
            throw new IllegalArgumentException(
                    Quoted.of(scenario.name()) + " has no load to find a size for; give it a stream");
        }
        long count = 1;
        Set<String> paths = new HashSet<>();
        for (Variation variation : variations) {
            if (!paths.add(variation.path())) {
                throw new IllegalArgumentException(Quoted.of(variation.path())
                        + " is varied twice; name all its values at once: PATH=A,B,C");
            }
            count *= variation.values().size();
            if (count > MOST_POINTS) {
                throw new IllegalArgumentException("the variations have more than " + MOST_POINTS
                        + " combinations together; vary less, or with larger steps");
            }
        }
        List<Point> points = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            List<String> values = new ArrayList<>();
            List<ScenarioEdit> edits = new ArrayList<>();
            int rest = i;
            for (Variation variation : variations) {
                String value = variation.values().get(rest % variation.values().size());
                rest /= variation.values().size();
                values.add(value);
                edits.add(ScenarioEdit.of(variation.path(), value));
            }
            ScenarioEdit.Edited edited = ScenarioEdit.apply(scenario, edits);
            if (scenario.duration() != null && edited.scenario().duration() == null) {
                throw new IllegalArgumentException(
                        "a run without an end (duration: open) cannot be swept; vary its duration over durations only");
            }
            notes.addAll(edited.notes());
            checkStreams(goals, edited.scenario());
            points.add(new Point(values, edited.scenario()));
        }
        return new SweepPlan(scenario, variations, goals, points, seeds, cores, List.copyOf(notes), null);
    }

    private static void checkStreams(List<Expectation> goals, Scenario scenario) {
        List<String> names = scenario.streamNames();
        for (Expectation goal : goals) {
            String missing = goal.missingStream(names);
            if (missing != null) {
                throw new IllegalArgumentException(Quoted.of(goal.text()) + ": " + missing);
            }
        }
    }

    /**
     * Plans a sweep of pools with the load of a recording: one run for each point, since there is nothing to draw.
     *
     * @param load the load
     * @param scenario the recorded scenario, with another pool if that is wanted; all else is taken from the recording
     * @param variations what is varied; at least one
     * @param goals what shall hold; may be empty
     * @param cores how many processors computing tasks share, 1 or more
     * @return the plan
     * @throws InvalidEditException if a value cannot be varied so
     * @throws IllegalArgumentException if what is varied is not of the pool, or there are too many combinations; the message says what is
     *             allowed
     */
    public static SweepPlan replaying(RecordedLoad load, Scenario scenario, List<Variation> variations,
            List<Expectation> goals, int cores) throws InvalidEditException {
        variations.forEach(variation -> checkIsOfPool(variation.path()));
        SweepPlan plan = of(scenario, variations, goals, 1, cores);
        // A run may have ended before some of its actions were due, so it gets its length where no reader of files objects to that.
        Scenario replayed = load.run().scenario().withDuration(load.run().length());
        List<Point> points = plan.points.stream()
                .map(point -> new Point(point.values(), replayed.withPool(point.scenario().pool()))).toList();
        return new SweepPlan(replayed.withPool(scenario.pool()), variations, goals, points, 1, cores, plan.notes,
                load);
    }

    /**
     * Makes sure that a path is one of the pool.
     *
     * @param path the path
     * @throws IllegalArgumentException if it is not; the message says what is allowed with a recording
     */
    public static void checkIsOfPool(String path) {
        if (!path.equals("pool") && !path.startsWith("pool.")) {
            throw new IllegalArgumentException(Quoted.of(path) + " is not of the pool, and the load is that of the"
                    + " recording; allowed are paths of the pool, such as pool.maxWorkers or pool.idleTimeout");
        }
    }

    /** {@return what is measured: some waiting times and the throughput, and what the goals are about; no quantity twice} */
    public List<Quantity> quantities() {
        Set<Quantity> all = new LinkedHashSet<>(ALWAYS);
        goals.forEach(goal -> all.add(goal.quantity()));
        return List.copyOf(all);
    }

    /** {@return how many runs it takes} */
    public int runs() {
        return points.size() * seeds;
    }

    /** The scenario of a point with one of the seeds. */
    Scenario run(int point, int seed) {
        return points.get(point).scenario().withSeed(points.get(point).scenario().seed() + seed);
    }
}
