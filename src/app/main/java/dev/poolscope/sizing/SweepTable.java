package dev.poolscope.sizing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.theory.LittlesLaw;
import dev.poolscope.theory.Theory;
import dev.poolscope.workload.model.Quantity;

/** A sweep as a table of words: a line for each point. */
public final class SweepTable {
    private static final Quantity MEAN_WAIT = new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.MEAN);
    private static final Quantity P99_WAIT = new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99);

    private static final String EXACTNESS = "exact up to " + LegibleCount.of(Histogram.KEPT)
            + " tasks, and within 0.4 % beyond";

    private SweepTable() {}

    /**
     * Names the columns.
     *
     * @param result of which sweep
     * @return a heading for each column
     */
    public static List<String> headings(SweepResult result) {
        List<String> headings = new ArrayList<>(result.plan().variations().stream().map(Variation::path).toList());
        headings.addAll(List.of("busy"));
        shown(result).forEach(quantity -> headings.add(quantity.key()));
        if (hasTheory(result)) {
            headings.add("theory");
        }
        headings.add(result.plan().goals().isEmpty() ? "" : "goals");
        return headings;
    }

    private static Set<Quantity> shown(SweepResult result) {
        Set<Quantity> shown = new LinkedHashSet<>(List.of(MEAN_WAIT, P99_WAIT));
        result.plan().goals().forEach(goal -> shown.add(goal.quantity()));
        return shown;
    }

    private static boolean hasTheory(SweepResult result) {
        return result.points().stream().anyMatch(point -> point.theory() instanceof Theory.Steady);
    }

    /**
     * Writes the points.
     *
     * @param result of which sweep
     * @return a row for each point, a cell for each column
     */
    public static List<List<String>> rows(SweepResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (SweepPoint point : result.points()) {
            List<String> row = new ArrayList<>(point.values());
            row.add(point.runs() == 0
                    ? "-"
                    : String.format(Locale.ROOT, "%.0f %%", 100 * point.utilisation().mean()));
            for (Quantity quantity : shown(result)) {
                row.add(point.runs() == 0 ? "-" : SweepNumbers.of(quantity, point.estimate(quantity)));
            }
            if (hasTheory(result)) {
                row.add(theory(point));
            }
            row.add(state(point));
            rows.add(row);
        }
        return rows;
    }

    private static String state(SweepPoint point) {
        return Stream.of(point.goals().isEmpty() ? "" : point.verdict().word(), point.saturated() ? "saturated" : "",
                point.starved() > 0 ? "starved" : "").filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String theory(SweepPoint point) {
        if (!(point.theory() instanceof Theory.Steady steady)) {
            return "-";
        }
        var p99 = steady.predict(P99_WAIT);
        return "mean " + SweepNumbers.of(MEAN_WAIT, steady.meanWaitNanos())
                + (p99.isPresent() ? ", p99 " + SweepNumbers.of(P99_WAIT, p99.getAsDouble()) : "");
    }

    /**
     * Says how the numbers came about, and what theory and Little's law say of them.
     *
     * @param result of which sweep
     * @param simulated whether its runs were simulated
     * @return lines for people
     */
    public static List<String> remarks(SweepResult result, boolean simulated) {
        List<String> lines = new ArrayList<>();
        SweepPlan plan = result.plan();
        RecordedLoad load = plan.load();
        if (load == null) {
            drawn(result, simulated, lines);
        } else {
            replayed(result, load, lines);
        }
        if (simulated) {
            machine(plan, lines);
        }
        theory(result, lines);
        result.points().stream().filter(point -> point.runs() > 0 && !point.saturated()
                && !Double.isNaN(point.inPool().mean()) && !Double.isNaN(point.timeInPool())).findFirst()
                .ifPresent(point -> lines.add("Little's law, measured at " + plan.variations().getFirst()
                        .describe(point.values().getFirst()) + ": "
                        + new LittlesLaw(point.inPool().mean(), point.arrivalsPerSecond().mean(),
                                point.timeInPool())
                        + ofCancelled(point)));
        return lines;
    }

    // Or a difference would look as if the law did not hold.
    private static String ofCancelled(SweepPoint point) {
        double part = point.cancelled().mean();
        return part > 0
                ? "; " + SweepAnswer.percent(part)
                        + " of the tasks were cancelled: in L each counts with its own time in the pool, in λ W with the mean of the others"
                : "";
    }

    private static String processors(SweepPlan plan) {
        return "simulated on " + plan.cores() + (plan.cores() == 1 ? " processor" : " processors");
    }

    private static void replayed(SweepResult result, RecordedLoad load, List<String> lines) {
        lines.add(load.origin() + ", " + processors(result.plan()) + ", not run on threads; " + result.done() + " of "
                + LegibleCount.of(result.plan().runs(), "run"));
        lines.add(
                "one run for each value: a recorded load has no seed to vary, so no interval is shown; a percentile is "
                        + EXACTNESS);
        load.filledIn().forEach(sentence -> lines.add("the load: " + sentence));
    }

    /** What simulated runs have of a machine, if anything. */
    private static void machine(SweepPlan plan, List<String> lines) {
        if (!plan.scenario().overheads().isNone()) {
            lines.add("the runs are simulated: " + plan.scenario().overheads().words());
        }
    }

    private static String seeds(SweepPlan plan) {
        long first = plan.scenario().seed();
        return plan.seeds() == 1 ? ", seed " + first : ", seeds " + first + " to " + (first + plan.seeds() - 1);
    }

    private static void drawn(SweepResult result, boolean simulated, List<String> lines) {
        SweepPlan plan = result.plan();
        lines.add((simulated
                ? processors(plan) + ", not run on threads"
                : "run on real threads, one run after the other") + "; " + result.done() + " of "
                + LegibleCount.of(plan.runs(), "run") + seeds(plan));
        lines.add((plan.seeds() == 1
                ? "a number is that of one run, so no interval is shown; a percentile is "
                : "a number is the mean over the seeds, with its 95 % interval by Student's t; a percentile is that of each"
                        + " run, ")
                + EXACTNESS);
    }

    private static void theory(SweepResult result, List<String> lines) {
        Set<String> said = new LinkedHashSet<>();
        for (SweepPoint point : result.points()) {
            switch (point.theory()) {
                case Theory.Steady steady -> {
                    StringJoiner words = new StringJoiner(", and ");
                    steady.broken().forEach(words::add);
                    said.add("theory is " + steady.formula().title()
                            + ", of the steady state; a run begins with an empty pool"
                            + (steady.broken().isEmpty() ? "" : "; it approximates the mean, for " + words));
                }
                case Theory.NotApplicable none -> said.add("no theory applies: " + none.reason());
                case Theory.Saturated _ -> {
                }
            }
        }
        lines.addAll(said);
    }

    /**
     * Writes headings and rows for a terminal.
     *
     * @param result of which sweep
     * @return the lines
     */
    public static List<String> text(SweepResult result) {
        List<List<String>> all = new ArrayList<>();
        all.add(headings(result));
        all.addAll(rows(result));
        int[] widths = new int[all.getFirst().size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
