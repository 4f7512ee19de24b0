package dev.poolscope.app.compose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import dev.poolscope.app.chart.arrivals.ArrivalCurve;
import dev.poolscope.app.chart.arrivals.ArrivalCurve.StreamCurve;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.OfferedLoad;

/** Says what the preview shows: in one line, for those who cannot see it, and at the moment under the pointer. */
final class PreviewPhrases {
    // The pointer cannot be held closer to a moment than this part of the picture.
    private static final int NEAR = 100;
    private static final double PERCENT = 100;
    private static final long SECOND = 1_000_000_000L;

    private final Texts texts;
    private final StreamPhrases streams;

    PreviewPhrases(Texts texts) {
        this.texts = texts;
        this.streams = new StreamPhrases(texts);
    }

    /** What a scenario asks of its pool, over the time that its words are about. */
    static OfferedLoad loadOf(Scenario scenario, ArrivalCurve curve) {
        return curve.open()
                ? OfferedLoad.untilStopped(scenario, curve.lengthNanos())
                : OfferedLoad.of(scenario, curve.lengthNanos());
    }

    /** How many tasks come. */
    String summary(Scenario scenario, ArrivalCurve curve, OfferedLoad load) {
        boolean loops = load.streams().stream().anyMatch(OfferedLoad.OfStream::closed);
        double tasks = load.tasks();
        if (tasks == 0) {
            return texts.of(loops ? "compose.preview.onlyLoops" : "compose.preview.none");
        }
        boolean endless = curve.open() && OfferedLoad.isEndless(scenario);
        String words = endless
                ? texts.of("compose.preview.open")
                : Math.round(tasks) <= 1
                        ? texts.of(load.isExact() ? "compose.preview.one" : "compose.preview.aboutOne")
                        : texts.of(load.isExact() ? "compose.preview.tasks" : "compose.preview.aboutTasks",
                                LegibleCount.of(Math.round(tasks)));
        // Children come from tasks that run; a pool that starves or is shut down keeps some from it.
        boolean parents = !endless && scenario.streams().stream()
                .anyMatch(stream -> stream.task().work() instanceof Work.FanOut);
        String come = parents ? texts.of("compose.preview.parents", words) : words;
        return loops ? texts.of("compose.preview.loops", come) : come;
    }

    /** How many workers that keeps busy, of those that the pool may have; empty if nothing comes. */
    String load(Scenario scenario, OfferedLoad load) {
        double busy = load.busy();
        if (busy == 0) {
            return "";
        }
        int workers = ShownRun.slots(scenario);
        boolean loops = load.streams().stream().anyMatch(OfferedLoad.OfStream::closed);
        // More than all of them cannot be busy.
        String key = "compose.load" + (busy > workers ? ".over" : "") + (workers == 1 ? ".one" : "")
                + (loops ? ".atMost" : "");
        String words = texts.of(key, LegibleCount.mean(busy), workers, percent(busy / workers));
        StringJoiner remarks = new StringJoiner(" ", words + ". ", "").setEmptyValue(words);
        notCounted(scenario, workers).forEach(remarks::add);
        double held = load.lockHeld();
        if (held > 1) {
            remarks.add(texts.of("compose.load.lock", PERCENT * held));
        }
        return remarks.toString();
    }

    // What would be rounded to nothing has two digits.
    private static String percent(double share) {
        double percent = PERCENT * share;
        return percent < 0.5
                ? new BigDecimal(percent).round(new MathContext(2)).toPlainString()
                : String.format(Locale.ROOT, "%.0f", percent);
    }

    /** What keeps workers busy in a run beside what tasks ask for: that is not known before. */
    private List<String> notCounted(Scenario scenario, int workers) {
        List<Work> works = scenario.streams().stream().map(stream -> stream.task().work()).toList();
        List<String> remarks = new ArrayList<>();
        if (workers > 1 && works.stream().anyMatch(Work.Cpu.class::isInstance)) {
            remarks.add(texts.of("compose.load.computing"));
        }
        if (works.stream().anyMatch(work -> work instanceof Work.Lock
                ? workers > 1
                : work instanceof Work.FanOut fanOut && fanOut.await())) {
            remarks.add(texts.of("compose.load.blocked"));
        }
        return remarks;
    }

    String role(Draft draft, ArrivalCurve curve, OfferedLoad load) {
        return texts.of("compose.preview.role",
                summary(draft.scenario(), curve, load) + ". " + load(draft.scenario(), load),
                draft.scenario().streams().stream()
                        .map(stream -> stream.name() + ": " + streams.of(stream)).collect(Collectors.joining(". ")));
    }

    /** What is expected around a moment. */
    String at(ArrivalCurve curve, long moment) {
        long near = curve.lengthNanos() / NEAR;
        List<String> lines = new ArrayList<>();
        lines.add(TimeText.moment(moment));
        for (StreamCurve stream : curve.streams()) {
            if (stream.users() > 0) {
                if (moment >= stream.from() && moment < stream.until()) {
                    lines.add(texts.of("compose.preview.users", stream.name(), stream.users()));
                }
            } else {
                double rate = stream.expected(moment - near, moment + near) * SECOND / (2.0 * near);
                if (rate > 0) {
                    lines.add(texts.of("compose.preview.stream", stream.name(), number(rate)));
                }
            }
        }
        for (TimedAction timed : curve.actions()) {
            if (Math.abs(timed.at().toNanos() - moment) <= near) {
                lines.add(timed.action().words());
            }
        }
        return String.join("\n", lines);
    }

    private static String number(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
    }
}
