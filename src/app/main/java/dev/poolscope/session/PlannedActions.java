package dev.poolscope.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Completeness;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/**
 * Which actions in the log of a run are those of its scenario, and how late they came. The log does not say when an action was due: the scenario
 * does. On threads an action comes a little late, and never early, and equal ones in the order of their times.
 */
public final class PlannedActions {
    /** That nothing is known of any action. */
    public static final PlannedActions NONE = new PlannedActions(false);

    private final Map<PoolEvent.ActionPerformed, Long> late = new HashMap<>();
    private final List<PoolEvent.ActionPerformed> byHand = new ArrayList<>();
    private boolean known;
    private long mostLate;

    private PlannedActions(boolean known) {
        this.known = known;
    }

    /**
     * Finds them.
     *
     * @param scenario what was run
     * @param events its log in the order of time, or a part of it that lacks no action
     * @return how they stand
     */
    public static PlannedActions of(Scenario scenario, List<? extends RunEvent> events) {
        Map<Action, Queue<Long>> due = new HashMap<>();
        scenario.actions().stream().sorted(Comparator.comparing(TimedAction::at)).forEach(
                timed -> due.computeIfAbsent(timed.action(), _ -> new ArrayDeque<>()).add(timed.at().toNanos()));
        PlannedActions planned = new PlannedActions(true);
        for (RunEvent event : events) {
            if (event instanceof PoolEvent.ActionPerformed it) {
                planned.take(it, due.get(it.action()));
            }
        }
        return planned;
    }

    /**
     * Finds them in the log of a run that is over.
     *
     * @param run which
     * @return how they stand; {@link #NONE} if the log lacks events
     */
    public static PlannedActions of(FinishedRun run) {
        return run.summary().droppedEvents() > 0 ? NONE : of(run.scenario(), run.events());
    }

    /**
     * Finds them among the marks of a run that may go on.
     *
     * @param scenario what is run
     * @param timeline what is known of it
     * @return how they stand up to where one may be missing, for from there on the next one like it would seem late
     */
    public static PlannedActions of(Scenario scenario, Timeline timeline) {
        Completeness completeness = timeline.completeness();
        long known = Math.min(timeline.horizonNanos(), completeness.lostFromNanos() - 1);
        if (!completeness.hasAllMarks(EventType.ACTION, known)) {
            return NONE;
        }
        PlannedActions planned = of(scenario, timeline.marks().between(0, known + 1));
        planned.known = known == timeline.horizonNanos();
        return planned;
    }

    private void take(PoolEvent.ActionPerformed event, @Nullable Queue<Long> due) {
        Long at = due == null ? null : due.peek();
        if (due == null || at == null || at > event.nanos()) {
            byHand.add(event);
            return;
        }
        due.remove();
        late.put(event, event.nanos() - at);
        mostLate = Math.max(mostLate, event.nanos() - at);
    }

    /**
     * Says how late an action came.
     *
     * @param event an action in the log
     * @return nanoseconds from when it was due; 0 if it came in time, was done by hand, or if that is not known
     */
    public long lateNanos(PoolEvent.ActionPerformed event) {
        return late.getOrDefault(event, 0L);
    }

    /** {@return how late the latest action came so far, in nanoseconds; 0 if none was late, or if that is not known} */
    public long mostLateNanos() {
        return mostLate;
    }

    /** {@return how late the latest action of the scenario came, in nanoseconds; empty if there was none, or if that is not known of all} */
    public OptionalLong latest() {
        return known && !late.isEmpty() ? OptionalLong.of(mostLate) : OptionalLong.empty();
    }

    /** {@return whether it is known of all actions so far how late they came} */
    public boolean isKnown() {
        return known;
    }

    /** {@return the actions in the log that are not those of the scenario, in the order of time} */
    List<PoolEvent.ActionPerformed> byHand() {
        return byHand;
    }
}
