package dev.poolscope.app.watch.series;

import java.util.function.Supplier;

import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The point at which a cursor was placed, between events of one and the same moment: what a chart tells beside the lanes is of the
 * point that the lanes are of, and not of the end of that moment.
 */
final class PlacedPoint {
    private final RunCursor cursor;
    private final Supplier<Timeline> timeline;

    PlacedPoint(RunCursor cursor, Supplier<Timeline> timeline) {
        this.cursor = cursor;
        this.timeline = timeline;
    }

    /** Whether it is of this moment, and before the end of it, and everything is known of it. */
    boolean isWithin(long nanos) {
        EventPoint at = cursor.lookedAt();
        return at.last() != null && at.nanos() == nanos && !cursor.toCome().isEmpty()
                && cursor.state().knowledge() == StateAt.Knowledge.WHOLE;
    }

    StateAt state() {
        return cursor.state();
    }

    int blocked() {
        return (int) state().workers().stream().filter(worker -> worker.kind() == SegmentKind.BLOCKED).count();
    }

    /** For how long the task at the head of the queue had waited; {@link Double#NaN} if there is none. */
    double oldestAge() {
        StateAt now = state();
        return now.queue().isEmpty() ? Double.NaN : now.point().nanos() - now.queue().getFirst().dueNanos();
    }

    long completionsToCome() {
        return cursor.toCome().stream().filter(event -> event.type() == EventType.COMPLETED).count();
    }

    long arrivalsToCome() {
        return cursor.toCome().stream()
                .filter(event -> event.type() == EventType.SUBMITTED || event.type() == EventType.REJECTED).count();
    }

    /** How long the tasks had waited that are still to start in this moment. */
    long[] waitsToCome() {
        return cursor.toCome().stream().filter(event -> event.type() == EventType.STARTED)
                .mapMultiToLong((event, take) -> {
                    TaskTrace task = task(event);
                    if (task != null) {
                        take.accept(task.startedNanos() - task.dueNanos());
                    }
                }).toArray();
    }

    /** How long the tasks had run that are still to complete or fail in this moment. */
    long[] runsToCome() {
        return cursor.toCome().stream()
                .filter(event -> event.type() == EventType.COMPLETED || event.type() == EventType.FAILED)
                .mapMultiToLong((event, take) -> {
                    TaskTrace task = task(event);
                    if (task != null && task.startedNanos() != Timeline.UNKNOWN) {
                        take.accept(task.endedNanos() - task.startedNanos());
                    }
                }).toArray();
    }

    private @Nullable TaskTrace task(RunEvent event) {
        return timeline.get().tasks().find(event.taskId());
    }
}
