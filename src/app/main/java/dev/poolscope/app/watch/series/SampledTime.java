package dev.poolscope.app.watch.series;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.poolscope.app.chart.curves.StepSource.Sampled;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.stats.TimedSamples;
import dev.poolscope.telemetry.timeline.CountHistory;
import dev.poolscope.telemetry.timeline.Timeline;

/** In which parts of the run events are missing, so that only the exact counters tell how many there were. */
final class SampledTime {
    private final Supplier<Timeline> timeline;
    private final Texts texts;

    SampledTime(Supplier<Timeline> timeline, Texts texts) {
        this.timeline = timeline;
        this.texts = texts;
    }

    private boolean hasCounters() {
        return timeline.get().counts().history().last() != null;
    }

    /** Before that only the counters are exact; {@link Timeline#UNKNOWN} if there is no such time. */
    long unkeptUntil() {
        return hasCounters() ? timeline.get().completeness().unkeptUntilNanos() : Timeline.UNKNOWN;
    }

    /** From then on only the counters are exact; {@link Long#MAX_VALUE} if there is no such time. */
    long lostFrom() {
        return hasCounters() ? timeline.get().completeness().lostFromNanos() : Long.MAX_VALUE;
    }

    boolean is(long nanos) {
        return nanos < unkeptUntil() || nanos >= lostFrom();
    }

    /** Whether each of the samples of a stretch of time is known; its beginning is not in it, and its end is. */
    boolean hasAll(TimedSamples samples, long after, long upTo) {
        long from = Math.max(-1, after);
        return from >= samples.knownAfter() && timeline.get().completeness().hasStretch(from, upTo);
    }

    /**
     * The same of a part of the run that was read again from its recording, for starts, ends and completions.
     *
     * @param read that part; it knows where it begins and ends, and the run what was lost
     */
    boolean hasAll(Timeline read, TimedSamples samples, long after, long upTo) {
        return Math.max(-1, after) >= samples.knownAfter() && read.completeness().hasStretch(Math.max(-1, after), upTo)
                && upTo < timeline.get().completeness().lostFromNanos();
    }

    /** The same for charts of what only the tasks in detail tell. */
    List<Sampled> ofTasks() {
        // A past in buckets was made of all tasks.
        return timeline.get().completeness().hasPast() ? List.of() : stretches((_, _) -> texts.of("sampled.times"));
    }

    /** The same for charts of counts, with how often they were read there. */
    List<Sampled> ofCounts() {
        return stretches(this::readings);
    }

    private String readings(long from, long to) {
        CountHistory history = timeline.get().counts().history();
        int first = Math.max(0, history.indexAt(from));
        int last = history.indexAt(to);
        long apart = 0;
        for (int i = first + 1; i <= last; i++) {
            apart = Math.max(apart, history.samples().get(i).nanos() - history.samples().get(i - 1).nanos());
        }
        return last <= first
                ? texts.of("sampled.countsOnce")
                : texts.of("sampled.counts", last - first + 1, TimeText.duration(apart));
    }

    private List<Sampled> stretches(Said said) {
        List<Sampled> stretches = new ArrayList<>();
        long horizon = timeline.get().horizonNanos();
        long unkept = Math.min(horizon, unkeptUntil());
        if (unkept > 0) {
            stretches.add(new Sampled(0, unkept, said.of(0, unkept)));
        }
        if (lostFrom() < horizon && unkept < horizon) {
            long lost = Math.max(unkept, lostFrom());
            stretches.add(new Sampled(lost, horizon, said.of(lost, horizon)));
        }
        return stretches;
    }

    /** What is to be said of a stretch. */
    @FunctionalInterface
    private interface Said {
        String of(long from, long to);
    }
}
