package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.poolscope.app.chart.curves.StepSource.Sampled;
import dev.poolscope.app.fx.Texts;
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
        return timeline.get().countHistory().last() != null;
    }

    /** Before that only the counters are exact; {@link Timeline#UNKNOWN} if there is no such time. */
    long unkeptUntil() {
        return hasCounters() ? timeline.get().unkeptUntilNanos() : Timeline.UNKNOWN;
    }

    /** From then on only the counters are exact; {@link Long#MAX_VALUE} if there is no such time. */
    long lostFrom() {
        return hasCounters() ? timeline.get().lostFromNanos() : Long.MAX_VALUE;
    }

    boolean is(long nanos) {
        return nanos < unkeptUntil() || nanos >= lostFrom();
    }

    /** The same for charts. */
    List<Sampled> stretches(String text) {
        List<Sampled> stretches = new ArrayList<>();
        long horizon = timeline.get().horizonNanos();
        long unkept = Math.min(horizon, unkeptUntil());
        if (unkept > 0) {
            stretches.add(new Sampled(0, unkept, texts.of(text)));
        }
        if (lostFrom() < horizon && unkept < horizon) {
            stretches.add(new Sampled(Math.max(unkept, lostFrom()), horizon, texts.of(text)));
        }
        return stretches;
    }
}
