package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Verdict;
import dev.poolscope.session.MeasuredLoad;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleSentence;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;

/**
 * The numbers of a run in words: what the tab shows, and what is copied as text.
 *
 * @param title the scenario, the seed, and how long it ran
 * @param verdicts how the expectations stand
 * @param groups named numbers
 * @param times how long tasks waited, ran and took: of all first, then of each stream
 */
record SummaryPage(String title, List<Judged> verdicts, List<Group> groups, List<Times> times) {
    /** The statistics of times, from top to bottom. */
    static final List<String> STATISTICS = List.of("p50", "p90", "p95", "p99", "max");
    private static final double PERCENT = 100;

    SummaryPage {
        verdicts = List.copyOf(verdicts);
        groups = List.copyOf(groups);
        times = List.copyOf(times);
    }

    /** An expectation, what was measured, and how it stands. */
    record Judged(Verdict verdict, String expectation, String measured) {}

    /** Numbers that belong together. */
    record Group(String title, List<Line> lines) {}

    /** A number with its name. */
    record Line(String name, String value) {}

    /**
     * Three columns of five statistics each: waiting, running, in all.
     *
     * @param note counts of a stream; of all tasks, how exact the statistics are
     */
    record Times(String of, String note, List<String> waits, List<String> runs, List<String> totals) {}

    static SummaryPage of(RunNumbers run, Texts texts) {
        return new Writer(run, texts).page();
    }

    /** Writes a page. */
    private record Writer(RunNumbers run, Texts texts) {
        SummaryPage page() {
            Summary all = run.summary();
            List<Times> times = new ArrayList<>();
            times.add(times(texts.of("summary.all"),
                    all.waitTimes().isEmpty() ? "" : exactness(all),
                    all.waitTimes(), all.runTimes(), all.totalTimes()));
            all.streams().forEach(each -> times.add(times(each.stream(), counts(each), each.waitTimes(),
                    each.runTimes(), each.totalTimes())));
            return new SummaryPage(title(),
                    run.outcomes().stream().map(each -> new Judged(Verdict.of(each, run.over()),
                            each.expectation().words(), each.actual())).toList(),
                    groups(all), times);
        }

        private String exactness(Summary all) {
            String exact = texts.of(all.isExact() ? "summary.exact" : "summary.rounded");
            return run.over() ? exact : exact + " " + texts.of("summary.soFar");
        }

        private String title() {
            boolean stopped = run.stoppedNanos() >= 0;
            // The clock of the window goes on until everything is recorded.
            String ended = run.untilTerminated() ? "summary.titleTerminated" : "summary.title";
            String key = !run.over() ? "summary.titleSoFar" : stopped ? "summary.titleStopped" : ended;
            String title = texts.of(key, run.scenario().name(), run.scenario().seed(),
                    TimeText.clock(stopped ? run.stoppedNanos() : run.lengthNanos()));
            return run.simulation().isEmpty() ? title : texts.of("summary.titleSimulated", title, run.simulation());
        }

        private List<Group> groups(Summary all) {
            List<Group> groups = new ArrayList<>(List.of(tasks(all), load(all), pool(all), recording(all)));
            if (!run.theory().isEmpty()) {
                groups.add(group("theory",
                        run.theory().stream().map(said -> new Line(LegibleSentence.of(said), "")).toList()));
            }
            return groups;
        }

        private Group tasks(Summary all) {
            List<Line> lines = new ArrayList<>(Stream.of(line("submitted", number(all.submitted())),
                    line("completed", number(all.completed())), line("failed", number(all.failed())),
                    line("cancelled", number(all.cancelled()))).toList());
            long open = all.submitted() - all.completed() - all.failed() - all.cancelled();
            if (open > 0) {
                lines.add(line("unended", number(open)));
            }
            long unseen = all.submitted() - all.waitTimes().count();
            if (run.over() && unseen > 0) {
                // A pool that drops many tasks may seem fast: those are in no waiting time.
                lines.add(line("unstarted", number(unseen)));
            }
            lines.add(line("rejected", number(all.rejected())));
            return group("tasks", lines);
        }

        private Group load(Summary all) {
            return group("load", List.of(
                    line("utilisation", either(run.utilisation(), this::ofWorkers)),
                    line("offered", run.offeredLoad().map(this::offered).orElseGet(() -> texts.of("summary.nothing"))),
                    line("arrivals", either(run.arrivalsPerSecond(), this::rate)),
                    line("throughput", throughput(all))));
        }

        private String throughput(Summary all) {
            if (all.completed() == 0) {
                return texts.of("summary.nothing");
            }
            return all.rate().isEmpty()
                    ? texts.of("summary.throughput.noTime")
                    : texts.of("summary.throughput.over", rate(all.throughput()),
                            TimeText.duration(Math.round(all.completed() * 1e9 / all.throughput())));
        }

        private String offered(MeasuredLoad load) {
            double most = load.unknown().isEmpty() ? load.most() : load.least();
            String busy = texts.of(run.maxWorkers() == 1 ? "summary.workerBusy" : "summary.workersBusy",
                    range(LegibleCount.mean(load.least()), LegibleCount.mean(most)),
                    range(percent(load.least() / run.maxWorkers()), percent(most / run.maxWorkers())),
                    run.maxWorkers());
            return load.unknown().isEmpty()
                    ? busy
                    : texts.of("summary.workersBusy.atLeast", busy, load.unknown().stream()
                            .map(each -> texts.of("summary.quoted", each)).collect(Collectors.joining(", ")));
        }

        private String range(String from, String to) {
            return from.equals(to) ? from : texts.of("summary.range", from, to);
        }

        private String ofWorkers(double part) {
            String all = texts.of(run.maxWorkers() == 1 ? "summary.ofWorker" : "summary.ofWorkers", percent(part),
                    run.maxWorkers());
            double blocked = run.blocked().orElse(0);
            String said = blocked > 0 ? texts.of("summary.ofWorkers.blocked", all, percent(blocked)) : all;
            // They held their workers as well, and how long is in none of the sums. Cancelled ones, or those that an abrupt end cut off.
            long unended = run.summary().waitTimes().count() - run.summary().runTimes().count();
            return run.over() && unended > 0 ? texts.of("summary.ofWorkers.unended", said, unended) : said;
        }

        private Group pool(Summary all) {
            String retired = all.retired().entrySet().stream().filter(each -> each.getValue() > 0)
                    .map(each -> number(each.getValue()) + " " + texts.of("retired." + each.getKey()))
                    .collect(Collectors.joining(", "));
            String ended = Stream.of(all.broken() ? "broken" : "", all.starved() ? "starved" : "",
                    all.terminated() ? "terminated" : "").filter(word -> !word.isEmpty())
                    .map(word -> texts.of("summary." + word)).collect(Collectors.joining(", "));
            return group("pool", List.of(line("peakWorkers", number(all.peakWorkers())),
                    line("peakPending",
                            all.isPeakPendingKnown()
                                    ? longestQueue(all)
                                    : texts.of("summary.atLeast", all.peakPending())),
                    line("spawned", number(all.spawned())),
                    line("retired", retired.isEmpty() ? texts.of("summary.nothing") : retired),
                    line("ended", ended.isEmpty() ? texts.of("summary.open") : ended)));
        }

        private String longestQueue(Summary all) {
            return run.lastingQueue() < 0
                    ? number(all.peakPending())
                    : texts.of("summary.lasting", all.peakPending(), run.lastingQueue());
        }

        private Group recording(Summary all) {
            SampleSummary late = all.arrivalLateness();
            List<Line> lines = new ArrayList<>();
            lines.add(line("late", late.isEmpty()
                    ? texts.of("summary.nothing")
                    : texts.of("summary.lateness", TimeText.duration(late.p99()), TimeText.duration(late.max()))));
            if (!run.scenario().actions().isEmpty()) {
                lines.add(line("lateActions", lateActions()));
            }
            lines.add(line("lost", number(all.lostEvents())));
            lines.add(line("unkept", number(all.unkeptEvents())));
            return group("recording", lines);
        }

        private String lateActions() {
            long most = run.actions().mostLateNanos();
            return !run.actions().isKnown()
                    ? texts.of("summary.unknown")
                    : most == 0 ? texts.of("summary.nothing") : texts.of("summary.latest", TimeText.duration(most));
        }

        private String counts(StreamSummary each) {
            String ends = texts.of("summary.counts", each.submitted(), each.completed(), each.failed());
            String open = each.unended() == 0
                    ? ""
                    : texts.of(run.over() ? "summary.counts.cancelled" : "summary.counts.open", each.unended());
            return ends + open + (each.rejected() == 0 ? "" : texts.of("summary.counts.rejected", each.rejected()));
        }

        private static Times times(String of, String note, SampleSummary waits, SampleSummary runs,
                SampleSummary totals) {
            return new Times(of, note, column(waits), column(runs), column(totals));
        }

        private static List<String> column(SampleSummary samples) {
            return samples.isEmpty()
                    ? STATISTICS.stream().map(_ -> "–").toList()
                    : SummaryCopies.values(samples).stream().map(TimeText::duration).toList();
        }

        private Group group(String name, List<Line> lines) {
            return new Group(texts.of("summary." + name), lines);
        }

        private Line line(String name, String value) {
            return new Line(texts.of("summary." + name), value);
        }

        private String either(OptionalDouble value, DoubleFunction<String> words) {
            return value.isEmpty() ? texts.of("summary.nothing") : words.apply(value.getAsDouble());
        }

        private String rate(double perSecond) {
            return texts.of("summary.rate", String.format(Locale.ROOT,
                    perSecond < 9.995 ? "%.2f" : perSecond < 99.95 ? "%.1f" : "%,.0f", perSecond));
        }

        private static String number(long count) {
            return LegibleCount.of(count);
        }

        private static String percent(double part) {
            return String.format(Locale.ROOT, part < 0.0995 ? "%.1f %%" : "%.0f %%", part * PERCENT);
        }
    }
}
