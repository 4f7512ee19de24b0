package dev.poolscope.app.watch;

import java.util.List;
import java.util.function.Supplier;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.jspecify.annotations.Nullable;

/** How the segment of a task looks when its colour stands for its stream or for its waiting time. */
final class TaskLook {
    private static final List<LaneState> STREAMS = List.of(LaneState.STREAM_1, LaneState.STREAM_2,
            LaneState.STREAM_3, LaneState.STREAM_4, LaneState.STREAM_5, LaneState.STREAM_6);
    private static final long MILLI = 1_000_000;

    private final Supplier<@Nullable Scenario> scenario;
    private final ObjectProperty<LaneColors> colors = new SimpleObjectProperty<>(this, "colors", LaneColors.STATE);

    TaskLook(Supplier<@Nullable Scenario> scenario) {
        this.scenario = scenario;
    }

    ObjectProperty<LaneColors> colorsProperty() {
        return colors;
    }

    /** Whether the look of a task that runs depends on which one it is. */
    boolean isByTask() {
        return colors.get() != LaneColors.STATE;
    }

    /** Of a task whose worker looks so; what failed or is not known looks as it always does. */
    LaneState of(LaneState state, @Nullable TaskTrace task) {
        if (state != LaneState.RUNNING || task == null) {
            return state;
        }
        return switch (colors.get()) {
            case STATE -> state;
            case STREAM -> ofStream(streams().indexOf(task.stream()));
            case WAIT -> ofWait(task, state);
        };
    }

    /** The streams by their names, in the order of the scenario. */
    List<String> streams() {
        Scenario current = scenario.get();
        return current == null ? List.of() : current.streams().stream().map(StreamSpec::name).toList();
    }

    /** The look of a stream; those beyond the fifth, and tasks without one, share the last. */
    static LaneState ofStream(int index) {
        return STREAMS.get(index < 0 ? STREAMS.size() - 1 : Math.min(index, STREAMS.size() - 1));
    }

    private static LaneState ofWait(TaskTrace task, LaneState state) {
        if (task.startedNanos() == Timeline.UNKNOWN || task.dueNanos() == Timeline.UNKNOWN) {
            return state;
        }
        long waited = task.startedNanos() - task.dueNanos();
        return waited < 10 * MILLI
                ? LaneState.WAIT_1
                : waited < 100 * MILLI
                        ? LaneState.WAIT_2
                        : waited < 1000 * MILLI ? LaneState.WAIT_3 : LaneState.WAIT_4;
    }
}
