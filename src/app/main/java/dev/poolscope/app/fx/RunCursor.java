package dev.poolscope.app.fx;

import java.util.List;
import java.util.OptionalLong;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;

import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.RunEvent;
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

    /**
     * Makes one that is at no moment.
     *
     * @param run what is looked at
     * @param selection what is selected in the same window
     */
    public RunCursor(RunModel run, Selection selection) {
        this.run = run;
        this.selection = selection;
        run.shownProperty().addListener(_ -> clear());
        speed.addListener(_ -> toBegin = true);
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
