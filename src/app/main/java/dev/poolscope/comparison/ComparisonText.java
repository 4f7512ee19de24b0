package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import dev.poolscope.stats.LegibleTime;

/** A comparison as a terminal shows it. */
public final class ComparisonText {
    private static final int MOST_PAIRS = 5;

    private final Comparison comparison;
    private final StringJoiner lines = new StringJoiner(System.lineSeparator());

    private ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Writes it.
     *
     * @param comparison of two runs
     * @param bounds what came of the bounds that were set
     * @return some lines
     */
    public static String of(Comparison comparison, List<Bound.Outcome> bounds) {
        ComparisonText text = new ComparisonText(comparison);
        text.runs();
        text.changes();
        comparison.results().forEach(text::results);
        text.pairs();
        text.lines.add("").add(Method.of(comparison));
        text.bounds(bounds);
        return text.lines.toString();
    }

    private void runs() {
        lines.add("A  " + run(comparison.a())).add("B  " + run(comparison.b()));
    }

    static String run(ComparedRun run) {
        ComparedRun.Outline outline = run.outline();
        int cores = outline.simulatedCores();
        return run.title() + ": " + outline.scenario() + ", seed " + outline.seed() + ", "
                + LegibleTime.clock(outline.nanos()) + ", "
                + (cores == 0
                        ? "on real threads"
                        : "simulated on " + cores + (cores == 1 ? " processor" : " processors"));
    }

    private void changes() {
        lines.add("").add("What was changed");
        List<List<String>> rows = new ArrayList<>();
        comparison.changes()
                .forEach(change -> rows.add(List.of(change.what(), change.before(), "→ " + change.after())));
        if (rows.isEmpty()) {
            lines.add("  nothing that is known");
        }
        table(rows, false);
        unknown().forEach(sentence -> lines.add("  " + sentence));
    }

    /** What nothing is known of, so that its absence above says nothing. */
    private List<String> unknown() {
        return comparison.a().scenario().isPresent() && comparison.b().scenario().isPresent()
                ? List.of()
                : List.of(Changes.NOT_ALL);
    }

    private void results(Comparison.Results results) {
        List<List<String>> rows = new ArrayList<>();
        for (Result result : results.rows()) {
            if (result.isWorthShowing()) {
                rows.add(List.of(result.measure().key(), ValueText.of(result.measure(), result.a()),
                        ValueText.of(result.measure(), result.b()), ValueText.difference(result),
                        ValueText.percent(result), comparison.resamples() == 0 ? "" : ValueText.judgement(result)));
            }
        }
        lines.add("").add(results.stream().map(stream -> "Stream " + stream).orElse("What came of it"));
        rows.addFirst(List.of("", "A", "B", "difference", "", ""));
        table(rows, true);
    }

    private void pairs() {
        SideBySide tasks = SideBySide.of(comparison);
        if (!tasks.kinship().isEmpty()) {
            lines.add("").add("Task beside task").add("  " + tasks.kinship());
        }
        List<TaskPair> most = tasks.mostChanged(MOST_PAIRS);
        if (!most.isEmpty()) {
            lines.add("  The wait differs most here:");
            most.forEach(pair -> lines.add("  " + pair.told()));
        }
    }

    private void bounds(List<Bound.Outcome> bounds) {
        if (!bounds.isEmpty()) {
            lines.add("");
        }
        bounds.forEach(outcome -> lines.add((outcome.passed() ? "FAILED  " : "ok      ") + outcome.bound().text() + ": "
                + outcome.measured()));
    }

    /** Columns as wide as they need to be; those between the first and the last to the right, if they are numbers. */
    private void table(List<List<String>> rows, boolean numbers) {
        if (rows.isEmpty()) {
            return;
        }
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                boolean right = numbers && i > 0 && i < columns - 1;
                line.append("  ").append(right ? gap : "").append(row.get(i)).append(right ? "" : gap);
            }
            lines.add(line.toString().stripTrailing());
        }
    }
}
