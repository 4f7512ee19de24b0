package dev.poolscope.app.fx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;

import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.moment.Chronicle;
import dev.poolscope.telemetry.moment.Decision;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.timeline.Marks;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The moment of the shown run at which the whole window looks. While there is none, it looks at the present. The cursor can be
 * set, stepped, and played: then it moves by itself, by the time of the frames. Another run has no cursor at first.
 *
 * <p>Belongs to the thread of the screen.
 */
public final class RunCursor {
    /** The speeds at which a run can be played, in its seconds per second, from slow to fast. */
    public static final List<Double> SPEEDS = List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0);

    private final RunModel run;
    private final Selection selection;
    private final ReadOnlyObjectWrapper<@Nullable EventPoint> point = new ReadOnlyObjectWrapper<>(this, "point");
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing");
    private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
    // The play goes on from here, so that nothing adds up but time.
    private long playedFrom;
    private long playedSince;
    private boolean toBegin;
    private final Chronicle nothing = new Chronicle(1);
    private final AskedPlace asked = new AskedPlace();
    private @Nullable StateAt state;
    private long stateOf;
    private @Nullable List<RunEvent> toCome;
    private @Nullable EventPoint toComeFrom;
    private long toComeOf;

    /**
     * Makes one that is at no moment.
     *
     * @param run what is looked at
     * @param selection what is selected in the same window
     */
    public RunCursor(RunModel run, Selection selection) {
        this.run = run;
        this.selection = selection;
        run.shownProperty().addListener((_, before, now) -> {
            EventPoint at = point.get();
            if (now == null || !now.isWholeOf(before)) {
                clear();
            } else if (at != null) {
                // Between which events of that moment it stood is not known: more of them are known now.
                set(EventPoint.after(at.nanos()));
            }
        });
        speed.addListener(_ -> toBegin = true);
    }

    /** The place in the picture that a lesson asks for. */
    public AskedPlace asked() {
        return asked;
    }

    /** {@return the point at which the window looks; null while it looks at the present} */
    public ReadOnlyObjectProperty<@Nullable EventPoint> pointProperty() {
        return point.getReadOnlyProperty();
    }

    /** {@return the moment of the cursor, in nanoseconds from the start of the run; empty while there is none} */
    public OptionalLong moment() {
        EventPoint at = point.get();
        return at == null ? OptionalLong.empty() : OptionalLong.of(at.nanos());
    }

    /** {@return the point at which the window looks: that of the cursor, or the present} */
    public EventPoint lookedAt() {
        EventPoint at = point.get();
        return at == null ? EventPoint.after(run.horizonProperty().get()) : at;
    }

    /**
     * Looks at a moment, and stops the play. All views go there.
     *
     * @param nanos when, from the start of the run; a time outside of it means its nearest end
     */
    public void showMoment(long nanos) {
        stop();
        set(EventPoint.after(inRun(nanos)));
    }

    /**
     * Selects something, and looks at a moment.
     *
     * @param nanos when, from the start of the run; a time outside of it means its nearest end
     * @param what what to select; null for nothing
     */
    public void showMoment(long nanos, @Nullable Selected what) {
        selection.select(what);
        showMoment(nanos);
    }

    /** Looks at the point just after an event, and before what follows it in the same moment; stops the play. */
    public void showEvent(RunEvent event) {
        stop();
        set(EventPoint.after(event));
    }

    /** A way in which the cursor can go from one event to another. */
    public enum Step {
        /** To any event. */
        EVENT(_ -> true),
        /** To a start, a spawn, a retirement or a cancellation. */
        DECISION(Decision::isOne),
        /** To something that happened to the pool as a whole, or to a hook or start that failed. */
        MARK(event -> Marks.isMark(event.type()));

        @SuppressWarnings("ImmutableEnumChecker") // without state
        private final Predicate<RunEvent> wanted;

        Step(Predicate<RunEvent> wanted) {
            this.wanted = wanted;
        }
    }

    /** Goes to the next event of a kind, as far as there is one; to the first one if there is no cursor and nothing comes later. */
    public void next(Step step) {
        RunEvent later = chronicle().next(lookedAt(), step.wanted);
        go(later == null && moment().isEmpty() ? chronicle().next(EventPoint.after(-1), step.wanted) : later);
    }

    /** Goes back to the last event of a kind before the one at which the cursor is, as far as there is one. */
    public void previous(Step step) {
        go(chronicle().previous(lookedAt(), step.wanted));
    }

    private void go(@Nullable RunEvent event) {
        if (event != null) {
            showEvent(event);
        }
    }

    private Chronicle chronicle() {
        ShownRun shown = run.shownProperty().get();
        return shown == null ? nothing : shown.chronicle();
    }

    /**
     * {@return the events of the moment of the cursor that come after the point at which it stands, in their order; none if it stands
     * after all of them, as it does unless it was stepped there}
     */
    public List<RunEvent> toCome() {
        EventPoint at = point.get();
        if (at == null || at.last() == null) {
            return List.of();
        }
        List<RunEvent> known = toCome;
        if (known == null || toComeOf != run.revisionProperty().get() || !at.equals(toComeFrom)) {
            known = new ArrayList<>();
            RunEvent next = chronicle().next(at, _ -> true);
            while (next != null && next.nanos() == at.nanos()) {
                known.add(next);
                next = chronicle().next(EventPoint.after(next), _ -> true);
            }
            toCome = known;
            toComeFrom = at;
            toComeOf = run.revisionProperty().get();
        }
        return Collections.unmodifiableList(known);
    }

    /** {@return how everything stands at the point that is looked at} */
    public StateAt state() {
        EventPoint at = lookedAt();
        StateAt known = state;
        if (known == null || stateOf != run.revisionProperty().get() || !known.point().equals(at)) {
            known = StateAt.of(at, run.timeline(), chronicle(), idleTimeout());
            known = foretells() ? known : known.withoutForecast();
            state = known;
            stateOf = run.revisionProperty().get();
        }
        return known;
    }

    /** {@return when the idle timeout of a worker is due, seen from the point that is looked at; unknown if it is not idle then} */
    public long reapNanos(WorkerTrace worker) {
        return foretells()
                ? StateAt.reapNanos(worker, lookedAt(), run.timeline(), idleTimeout())
                : Timeline.UNKNOWN;
    }

    /** {@return the decision just after which the cursor stands; null if it stands elsewhere} */
    public @Nullable Decision decision() {
        EventPoint at = point.get();
        RunEvent event = at == null ? null : at.last();
        return event == null
                ? null
                : Decision.of(event, run.timeline(), chronicle(), run.timeline().lanes().count(), idleTimeout());
    }

    /** Whether the shown run is more than a beginning: what comes next is what a lesson asks for while it shows no more. */
    public boolean foretells() {
        ShownRun shown = run.shownProperty().get();
        return shown == null || !shown.isBeginning();
    }

    private @Nullable Duration idleTimeout() {
        Scenario scenario = run.scenarioProperty().get();
        return scenario == null ? null : scenario.pool().idleTimeout();
    }

    /** Goes to the beginning of the run, ready to play. */
    public void toStart() {
        showMoment(0);
    }

    /** Goes to the end of the run, as far as it is known. */
    public void toEnd() {
        showMoment(run.horizonProperty().get());
    }

    /** Looks at the present again. */
    public void clear() {
        stop();
        set(null);
    }

    private void set(@Nullable EventPoint to) {
        point.set(to);
    }

    private long inRun(long nanos) {
        return Math.clamp(nanos, 0, Math.max(0, run.horizonProperty().get()));
    }

    /** {@return whether the cursor moves by itself} */
    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** {@return how many seconds of the run pass in a second of play; 1 at first, one of {@link #SPEEDS}} */
    public DoubleProperty speedProperty() {
        return speed;
    }

    /** Lets the cursor move from where it is; from the beginning if it is at the end, or nowhere. */
    public void play() {
        long horizon = run.horizonProperty().get();
        if (horizon <= 0) {
            return;
        }
        if (moment().orElse(horizon) >= horizon) {
            toStart();
        }
        toBegin = true;
        playing.set(true);
    }

    /** Lets the cursor stay where it is. */
    public void stop() {
        playing.set(false);
    }

    /**
     * Moves a cursor that is played; to be called in every frame.
     *
     * @param now the time of the frame, in nanoseconds of any clock that does not go back
     */
    public void frame(long now) {
        if (!playing.get()) {
            return;
        }
        if (toBegin) {
            toBegin = false;
            playedFrom = moment().orElse(0);
            playedSince = now;
            return;
        }
        long to = playedFrom + Math.round(Math.max(0, now - playedSince) * speed.get());
        long horizon = run.horizonProperty().get();
        set(EventPoint.after(Math.min(to, horizon)));
        if (to >= horizon) {
            stop();
        }
    }
}
