package dev.poolscope.app.explain;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;

import dev.poolscope.app.explain.SummaryPage.Group;
import dev.poolscope.app.explain.SummaryPage.Judged;
import dev.poolscope.app.explain.SummaryPage.Line;
import dev.poolscope.app.explain.SummaryPage.Times;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;

/** The summary as something to paste: for a mail, for a page in Markdown, and for a spreadsheet. */
final class SummaryCopies {
    private static final String FORMULA = "=+-@\t\r";

    private final Texts texts;

    SummaryCopies(Texts texts) {
        this.texts = texts;
    }

    /** Five numbers in the order of {@link SummaryPage#STATISTICS}, in nanoseconds. */
    static List<Long> values(SampleSummary samples) {
        return List.of(samples.p50(), samples.p90(), samples.p95(), samples.p99(), samples.max());
    }

    /** Lines with columns of equal width. */
    String text(SummaryPage page) {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add(page.title());
        for (Judged each : page.verdicts()) {
            lines.add(String.format(Locale.ROOT, "  %-14s %s (%s)", word(each), each.expectation(), each.measured()));
        }
        for (Group group : page.groups()) {
            lines.add("").add(group.title());
            for (Line line : group.lines()) {
                lines.add(String.format(Locale.ROOT, "  %-22s %s", line.name(), line.value()));
            }
        }
        for (Times times : page.times()) {
            lines.add("").add(times.note().isEmpty() ? times.of() : times.of() + ": " + times.note());
            lines.add(String.format(Locale.ROOT, "  %-4s %12s %12s %12s", "", texts.of("summary.wait"),
                    texts.of("summary.run"), texts.of("summary.total")));
            for (int i = 0; i < SummaryPage.STATISTICS.size(); i++) {
                lines.add(String.format(Locale.ROOT, "  %-4s %12s %12s %12s", SummaryPage.STATISTICS.get(i),
                        times.waits().get(i), times.runs().get(i), times.totals().get(i)));
            }
        }
        return lines.toString();
    }

    /** Tables of Markdown. */
    String markdown(SummaryPage page) {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("## " + cell(page.title()));
        if (!page.verdicts().isEmpty()) {
            lines.add("").add("| " + texts.of("summary.expectation") + " | " + texts.of("summary.measured") + " | "
                    + texts.of("summary.verdict") + " |").add("|---|---|---|");
            page.verdicts().forEach(each -> lines
                    .add("| " + cell(each.expectation()) + " | " + cell(each.measured()) + " | " + word(each) + " |"));
        }
        for (Group group : page.groups()) {
            lines.add("").add("| " + group.title() + " | |").add("|---|--:|");
            group.lines().forEach(line -> lines.add("| " + line.name() + " | " + cell(line.value()) + " |"));
        }
        for (Times times : page.times()) {
            lines.add("");
            if (!times.note().isEmpty()) {
                lines.add(cell(times.note())).add("");
            }
            lines.add("| " + cell(times.of()) + " | " + texts.of("summary.wait") + " | " + texts.of("summary.run")
                    + " | " + texts.of("summary.total") + " |").add("|---|--:|--:|--:|");
            for (int i = 0; i < SummaryPage.STATISTICS.size(); i++) {
                lines.add("| " + SummaryPage.STATISTICS.get(i) + " | " + times.waits().get(i) + " | "
                        + times.runs().get(i) + " | " + times.totals().get(i) + " |");
            }
        }
        return lines.toString();
    }

    private String word(Judged each) {
        return texts.of("verdict." + each.verdict());
    }

    // A bar would begin a column, and some letters a style.
    private static String cell(String text) {
        return text.replaceAll("([\\\\|*_`<\\[])", "\\\\$1").replace('\n', ' ');
    }

    /** One number a line, as measured: {@code scope,quantity,value,unit}; times in nanoseconds. */
    String csv(RunNumbers run) {
        var lines = new StringJoiner("\n", "scope,quantity,value,unit\n", "\n");
        Summary all = run.summary();
        said(lines, "scenario", run.scenario().name());
        row(lines, "", "seed", run.scenario().seed(), "");
        if (!run.simulation().isEmpty()) {
            said(lines, "origin", run.simulation());
        }
        row(lines, "", "submitted", all.submitted(), "tasks");
        row(lines, "", "completed", all.completed(), "tasks");
        row(lines, "", "failed", all.failed(), "tasks");
        row(lines, "", "cancelled", all.cancelled(), "tasks");
        row(lines, "", "rejected", all.rejected(), "tasks");
        row(lines, "", "length", run.lengthNanos(), "ns");
        row(lines, "", "maxWorkers", run.maxWorkers(), "workers");
        real(lines, "", "utilisation", run.utilisation(), "part");
        real(lines, "", "blocked", run.blocked(), "part");
        run.offeredLoad().ifPresent(load -> {
            if (load.exactly().isPresent()) {
                real(lines, "", "offeredLoad", load.exactly(), "workers");
            } else {
                real(lines, "", "offeredLoad.least", OptionalDouble.of(load.least()), "workers");
                if (load.unknown().isEmpty()) {
                    real(lines, "", "offeredLoad.most", OptionalDouble.of(load.most()), "workers");
                }
            }
        });
        real(lines, "", "arrivals", run.arrivalsPerSecond(), "1/s");
        real(lines, "", "throughput", all.rate(), "1/s");
        row(lines, "", "peakWorkers", all.peakWorkers(), "workers");
        row(lines, "", "peakPending", all.peakPending(), "tasks");
        row(lines, "", "spawned", all.spawned(), "workers");
        all.retired().forEach((reason, count) -> row(lines, "", "retired." + reason, count, "workers"));
        row(lines, "", "lostEvents", all.lostEvents(), "events");
        row(lines, "", "unkeptEvents", all.unkeptEvents(), "events");
        times(lines, "", "lateness", all.arrivalLateness());
        times(lines, "", "wait", all.waitTimes());
        times(lines, "", "run", all.runTimes());
        times(lines, "", "total", all.totalTimes());
        for (StreamSummary each : all.streams()) {
            row(lines, each.stream(), "submitted", each.submitted(), "tasks");
            row(lines, each.stream(), "completed", each.completed(), "tasks");
            row(lines, each.stream(), "failed", each.failed(), "tasks");
            row(lines, each.stream(), run.over() ? "cancelled" : "unended", each.unended(), "tasks");
            row(lines, each.stream(), "rejected", each.rejected(), "tasks");
            real(lines, each.stream(), "throughput", each.rate(), "1/s");
            times(lines, each.stream(), "lateness", each.arrivalLateness());
            times(lines, each.stream(), "wait", each.waitTimes());
            times(lines, each.stream(), "run", each.runTimes());
            times(lines, each.stream(), "total", each.totalTimes());
        }
        run.outcomes().forEach(each -> lines.add(quoted("expect: " + each.expectation().text()) + ",held,"
                + each.held() + ','));
        return lines.toString();
    }

    private static void times(StringJoiner lines, String scope, String quantity, SampleSummary samples) {
        row(lines, scope, quantity + ".count", samples.count(), "tasks");
        if (!samples.isEmpty()) {
            for (int i = 0; i < SummaryPage.STATISTICS.size(); i++) {
                row(lines, scope, quantity + '.' + SummaryPage.STATISTICS.get(i), values(samples).get(i), "ns");
            }
            real(lines, scope, quantity + ".mean", OptionalDouble.of(samples.mean()), "ns");
        }
    }

    private static void said(StringJoiner lines, String quantity, String words) {
        lines.add(',' + quantity + ',' + quoted(words) + ",text");
    }

    private static void row(StringJoiner lines, String scope, String quantity, long value, String unit) {
        lines.add(quoted(scope) + ',' + quantity + ',' + value + ',' + unit);
    }

    // What was not measured has no line.
    private static void real(StringJoiner lines, String scope, String quantity, OptionalDouble value, String unit) {
        value.ifPresent(number -> lines
                .add(quoted(scope) + ',' + quantity + ',' + number + ',' + unit));
    }

    // A spreadsheet would take some names for formulas: an apostrophe says that it is a text.
    private static String quoted(String name) {
        String harmless = !name.isEmpty() && FORMULA.indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
        return harmless.matches("[A-Za-z0-9 .:_-]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
