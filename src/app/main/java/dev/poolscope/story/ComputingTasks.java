package dev.poolscope.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;

/** Counts the tasks that compute at once: they share the processors. */
final class ComputingTasks {
    private record Step(long nanos, int change) {}

    private final Timeline timeline;
    private final Set<String> streams;

    ComputingTasks(Timeline timeline, Scenario scenario) {
        this.timeline = timeline;
        streams = scenario.streams().stream().filter(it -> it.task().work() instanceof Work.Cpu)
                .map(StreamSpec::name).collect(Collectors.toSet());
    }

    /** The greatest number of them that ran at once within a stretch of time, as far as they are recorded. */
    int most(long from, long to) {
        List<Step> steps = new ArrayList<>();
        for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
            timeline.lanes().lane(slot).visit(from, to, timeline.horizonNanos(), (_, kind, begin, end, _, task) -> {
                if (kind == SegmentKind.RUNNING && task != null && streams.contains(String.valueOf(task.stream()))) {
                    steps.add(new Step(Math.max(from, begin), 1));
                    steps.add(new Step(Math.min(to, end), -1));
                }
            });
        }
        // Of what ends and begins at the same time, the end comes first.
        steps.sort(Comparator.comparingLong(Step::nanos).thenComparingInt(Step::change));
        int now = 0;
        int most = 0;
        for (Step step : steps) {
            now += step.change;
            most = Math.max(most, now);
        }
        return most;
    }

    /** Whether none that ran within a stretch of time is missing. */
    boolean isWhole(long from, long to) {
        return timeline.completeness().hasStretch(from - 1, to);
    }
}
