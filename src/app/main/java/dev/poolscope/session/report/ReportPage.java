package dev.poolscope.session.report;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.errorprone.annotations.FormatMethod;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.PlannedActions;
import dev.poolscope.session.RunTheory;
import dev.poolscope.session.ScenarioPhrases;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleSentence;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.story.StoryTexts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.LedgerEntry;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;

/** The report of a run as one page for a browser or a printer, which needs no other file and no script. */
final class ReportPage {
    /** A longer table is not read; {@code events.csv} has all rows. */
    private static final int MOST_LEDGER_ROWS = 1_000;

    private final FinishedRun run;
    private final Html html;

    private final List<LedgerEntry> cancelled;

    /** A page whose picture may still be painted. */
    ReportPage(FinishedRun run) {
        this.run = run;
        html = Html.page(run.scenario().name() + ": a run of a pool");
        this.cancelled = cancelledByPool(run);
    }

    /** The whole page; to be asked for once. */
    String with(Painting painting) {
        head();
        remark();
        picture(painting);
        tasks();
        times();
        expectations();
        ledger();
        scenario();
        return html.markup("</body></html>").toString();
    }

    /** Of the tasks that were not cancelled, which are most by far, nothing has to be known for it. */
    private static List<LedgerEntry> cancelledByPool(FinishedRun run) {
        Set<Long> tasks = run.events().stream().filter(event -> event.type() == EventType.CANCELLED)
                .map(RunEvent::taskId).collect(Collectors.toSet());
        EventBatch all = run.recorded().asBatch(run.length().toNanos());
        var timeline = new Timeline(run.maxWorkers());
        timeline.apply(new EventBatch(all.events().stream().filter(event -> tasks.contains(event.taskId())).toList(),
                all.horizonNanos(), true, all.droppedEvents(), all.missing(), all.counted()));
        return timeline.ledger().cancelledByPool();
    }

    private void head() {
        Scenario scenario = run.scenario();
        html.element("h1", scenario.name());
        scenario.description().strip().lines().forEach(line -> html.element("p", line));
        html.element("p", "soft",
                format("%s%s pool '%s' of up to %,d %s; seed %d; ran for %s%s",
                        run.simulation()
                                .map(words -> LegibleSentence
                                        .of(words + ", not run on threads: " + scenario.overheads().words()) + " A ")
                                .orElse(""),
                        scenario.pool().kind().key(),
                        run.poolName(), run.maxWorkers(), run.maxWorkers() == 1 ? "worker" : "workers", scenario.seed(),
                        LegibleTime.clock(run.wholeLength().toNanos()),
                        run.stopped() ? " and was stopped after " + LegibleTime.clock(run.length().toNanos()) : ""));
    }

    /** What is not known of it comes before everything that is. */
    private void remark() {
        if (!run.remark().isEmpty()) {
            String remark = run.remark();
            html.element("p", remark.substring(0, 1).toUpperCase(Locale.ROOT) + remark.substring(1) + ".");
        }
    }

    private void picture(Painting painting) {
        html.element("h2", "What happened");
        if (painting.png == null) {
            html.element("p", "soft", "There is no picture: " + painting.missing);
            return;
        }
        html.markup("<figure><img alt=\"" + Html.escaped(description()) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(painting.png) + "\"></figure>");
    }

    /** What the picture shows, for those who cannot see it. */
    private String description() {
        return StoryTexts.format(run.summary().isPeakPendingKnown()
                ? "Lanes of up to %,d worker[s] over %s, and the depth of the queue, at most %,d."
                : "Lanes of up to %,d worker[s] over %s, and the depth of the queue, %,d when it was deepest, or more.",
                run.maxWorkers(),
                LegibleTime.clock(run.wholeLength().toNanos()), run.summary().peakPending());
    }

    private void tasks() {
        Summary summary = run.summary();
        html.element("h2", "Tasks and workers").markup("<div class=\"together\">");
        if (summary.submitted() > 0) {
            html.markup("<div class=\"bins\" role=\"img\" aria-label=\"completed, failed and cancelled tasks\">");
            bin("completed", summary.completed());
            bin("failed", summary.failed());
            bin("cancelled", summary.cancelled());
            html.markup("</div>");
        }
        html.element("p",
                StoryTexts.format(
                        "%,d submitted = %,d completed + %,d failed + %,d cancelled. %,d more [was|were] rejected.",
                        summary.submitted(),
                        summary.completed(), summary.failed(), summary.cancelled(), summary.rejected()));
        html.element("p", StoryTexts.format("%,d worker[s] [was|were] started, at most %,d lived at a time; "
                + (summary.isPeakPendingKnown()
                        ? "at most %,d task[s] [was|were] pending"
                        : "%,d task[s] [was|were] pending when the queue was longest, or more")
                + ". Retired: %s.",
                summary.spawned(), summary.peakWorkers(), summary.peakPending(), retired(summary)));
        html.element("p", format("The pool %s%s%s.", summary.terminated() ? "terminated" : "did not terminate",
                summary.broken() ? ", and it broke" : "", summary.starved() ? ", and it starved" : ""));
        for (String starvation : run.starvations()) {
            html.element("p", "It starved " + starvation + ": no worker was left to run what they waited for.");
        }
        if (summary.droppedEvents() > 0) {
            html.element("p", LegibleCount.of(summary.droppedEvents(), "event")
                    + (summary.droppedEvents() == 1 ? " is" : " are") + " missing in the log and in the picture: "
                    + summary.missingWords() + ".");
        }
        html.markup("</div>");
    }

    private void bin(String name, long count) {
        if (count > 0) {
            html.markup(
                    format("<div class=\"bin-%s\" style=\"flex:%d\" title=\"%,d %s\"></div>", name, count, count,
                            name));
        }
    }

    private static String retired(Summary summary) {
        String reasons = summary.retired().entrySet().stream().filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " " + LegibleCount.of(entry.getValue()))
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "none" : reasons;
    }

    private void times() {
        Summary summary = run.summary();
        html.element("h2", "Times").markup("<div class=\"together\">");
        Html.Table table = html.table("", "#p50", "#p90", "#p95", "#p99", "#max", "#mean", "#samples");
        times(table, "waited (from due to start)", summary.waitTimes());
        times(table, "ran", summary.runTimes());
        times(table, "in all", summary.totalTimes());
        table.end();
        if (!summary.waitTimes().isEmpty()) {
            html.element("p", "soft", summary.isExact()
                    ? "Percentiles, max and mean are exact."
                    : "Percentiles are within 0.4 %; max and mean are exact.");
        }
        summary.streams().forEach(this::times);
        SampleSummary late = summary.arrivalLateness();
        long lateAction = PlannedActions.of(run).mostLateNanos();
        html.element("p", format("%s %s%s", rate(summary.rate(), "tasks "), late.isEmpty()
                ? "No arrival was late."
                : "Arrivals were late by up to " + time(late.max()) + " (p99 " + time(late.p99())
                        + "); waiting counts from the due time.",
                lateAction == 0 ? "" : " Actions came up to " + time(lateAction) + " late."));
        if (run.cutDraws() > 0) {
            html.element("p", format("Times drawn above one hour are cut there: %,d in this run.", run.cutDraws()));
        }
        RunTheory.lines(run).forEach(theory -> html.element("p", "soft", "Theory: " + theory + "."));
        html.markup("</div>");
    }

    private static String rate(OptionalDouble perSecond, String what) {
        return perSecond.isPresent()
                ? format("%,.2f %scompleted per second.", perSecond.getAsDouble(), what)
                : "All ended when the first was due: that is no rate.";
    }

    private void times(StreamSummary stream) {
        html.element("h3", "Stream " + stream.stream()).element("p",
                StoryTexts.format(
                        "%,d submitted = %,d completed + %,d failed + %,d cancelled. %,d more [was|were] rejected. %s",
                        stream.submitted(), stream.completed(), stream.failed(), stream.unended(), stream.rejected(),
                        rate(stream.rate(), "")));
        Html.Table table = html.table("", "#p50", "#p90", "#p95", "#p99", "#max", "#mean", "#samples");
        times(table, "waited (from due to start)", stream.waitTimes());
        times(table, "ran", stream.runTimes());
        times(table, "in all", stream.totalTimes());
        table.end();
    }

    private static void times(Html.Table table, String what, SampleSummary samples) {
        if (samples.isEmpty()) {
            table.row(what, "-", "-", "-", "-", "-", "-", "0");
        } else {
            table.row(what, time(samples.p50()), time(samples.p90()), time(samples.p95()), time(samples.p99()),
                    time(samples.max()), time(Math.round(samples.mean())), LegibleCount.of(samples.count()));
        }
    }

    private void expectations() {
        if (run.expectations().isEmpty()) {
            return;
        }
        html.element("h2", "Expectations")
                .markup("<table><thead><tr><th>expected</th><th>measured</th><th></th></tr></thead><tbody>");
        for (Expectation.Outcome outcome : run.expectations()) {
            html.markup("<tr>").element("td", outcome.expectation().words()).element("td", outcome.actual())
                    .element("td", outcome.held() ? "verdict-held" : "verdict-missed",
                            outcome.held() ? "held" : "failed")
                    .markup("</tr>");
        }
        html.markup("</tbody></table>");
    }

    private void ledger() {
        html.element("h2", "Tasks that the pool cancelled");
        if (cancelled.isEmpty()) {
            html.element("p", "soft", "None.");
            return;
        }
        Html.Table table = html.table("#task", "stream", "#age when cancelled", "#place in the queue");
        cancelled.stream().limit(MOST_LEDGER_ROWS).forEach(entry -> table.row(entry.taskId(),
                entry.stream() == null ? "" : entry.stream(), time(entry.ageNanos()),
                entry.place() == 0 ? "–" : LegibleCount.of(entry.place())));
        table.end();
        if (run.summary().droppedEvents() > 0) {
            html.element("p", "soft",
                    "Events are missing, so that tasks may be missing here; the numbers above have them all.");
        }
        if (cancelled.size() > MOST_LEDGER_ROWS) {
            html.element("p", "soft",
                    format("And %,d more, which events.csv has.", cancelled.size() - MOST_LEDGER_ROWS));
        }
    }

    private void scenario() {
        Scenario scenario = run.scenario();
        html.element("h2", "The scenario").element("p", "The pool: " + ScenarioPhrases.pool(scenario.pool()));
        if (!scenario.streams().isEmpty()) {
            Html.Table streams = html.table("stream", "arrives", "each task");
            for (StreamSpec stream : scenario.streams()) {
                streams.row(stream.name(), ScenarioPhrases.arrivals(stream), ScenarioPhrases.task(stream.task()));
            }
            streams.end();
        }
        if (!scenario.actions().isEmpty()) {
            Html.Table actions = html.table("#at", "action");
            for (TimedAction timed : scenario.actions()) {
                actions.row(ScenarioPhrases.time(timed.at()), timed.action().words());
            }
            actions.end();
        }
        html.element("h3", "Its file").element("pre", ScenarioWriter.write(scenario));
    }

    private static String time(long nanos) {
        return LegibleTime.duration(nanos);
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
