package dev.poolscope.app.fx;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.Counts;
import dev.poolscope.telemetry.EventBatch;
import dev.poolscope.telemetry.RunEvent;
import dev.poolscope.telemetry.Timeline;
import dev.poolscope.workload.PoolSpec;
import dev.poolscope.workload.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The scenario in the window and the run of it, as properties to bind to. {@link #pull()} takes over what has happened
 * since the last frame; between two frames nothing here changes. Belongs to the thread of the screen.
 */
public final class RunModel {
    // A flood is taken over in portions, so that a frame stays a frame.
    private static final int MOST_BATCHES_A_FRAME = 50;

    private final RunStarter starter;
    private final ReadOnlyObjectWrapper<@Nullable Scenario> scenario = new ReadOnlyObjectWrapper<>(this, "scenario");
    private final ReadOnlyObjectWrapper<RunPhase> phase = new ReadOnlyObjectWrapper<>(this, "phase", RunPhase.EMPTY);
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(this, "counts", Counts.NONE);
    private final ReadOnlyObjectWrapper<PoolState> poolState = new ReadOnlyObjectWrapper<>(this, "poolState",
            PoolState.OPEN);
    private final ReadOnlyLongWrapper horizon = new ReadOnlyLongWrapper(this, "horizon");
    private final ReadOnlyLongWrapper dropped = new ReadOnlyLongWrapper(this, "dropped");
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused");
    private final ReadOnlyLongWrapper behind = new ReadOnlyLongWrapper(this, "behind");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private Timeline timeline = new Timeline(1);
    private @Nullable CompletableFuture<LiveRun> starting;
    private @Nullable LiveRun run;

    /** Begins a run of a scenario, in a thread of its own. */
    @FunctionalInterface
    public interface RunStarter {
        CompletableFuture<LiveRun> start(Scenario scenario);
    }

    /**
     * A model without a scenario.
     *
     * @param starter begins the runs
     */
    public RunModel(RunStarter starter) {
        this.starter = starter;
    }

    /** Shows a scenario, not yet running. A run that goes on is stopped. */
    public void open(Scenario opened) {
        stop();
        run = null;
        starting = null;
        problem.set("");
        clear(slots(opened.pool()));
        scenario.set(opened);
        phase.set(RunPhase.READY);
    }

    /**
     * Shows a run that is over.
     *
     * @param slots how many workers its pool could have
     * @param length how long the run was
     */
    public void show(Scenario done, int slots, List<RunEvent> events, Duration length) {
        open(done);
        timeline = new Timeline(slots);
        timeline.apply(new EventBatch(events, length.toNanos(), false, 0));
        publish();
        phase.set(RunPhase.OVER);
    }

    /** Says what is wrong, such as why a scenario cannot be opened. */
    public void report(String text) {
        problem.set(text);
    }

    /** Begins a run of the scenario, if there is one and none is running. */
    public void start() {
        Scenario shown = scenario.get();
        if (shown != null && (phase.get() == RunPhase.READY || phase.get() == RunPhase.OVER)) {
            problem.set("");
            clear(slots(shown.pool()));
            phase.set(RunPhase.STARTING);
            starting = starter.start(shown);
        }
    }

    /** Ends the run now, if one is going on; it is over when {@link #phaseProperty()} says so. */
    public void stop() {
        setPaused(false);
        if (starting != null) {
            CompletableFuture<Void> _ = starting.thenAccept(LiveRun::stop);
        }
        if (run != null && !run.isOver()) {
            run.stop();
            phase.set(RunPhase.STOPPING);
        }
    }

    /**
     * Holds the picture, or lets it go on. While it is held, the run goes on and is recorded; nothing of it is taken over,
     * so that really nothing moves.
     */
    public void setPaused(boolean hold) {
        paused.set(hold && phase.get().isActive());
        behind.set(0);
    }

    /** Takes over what has happened since the last call. */
    public void pull() {
        takeStarted();
        LiveRun current = run;
        if (current == null || phase.get() == RunPhase.OVER) {
            return;
        }
        if (paused.get()) {
            behind.set(Math.max(0, current.elapsedNanos() - horizon.get()));
            return;
        }
        // Asked before polling: what is polled after the end is complete.
        boolean over = current.isOver();
        int batches = 0;
        EventBatch batch = current.poll();
        while (batch != null) {
            timeline.apply(batch);
            batches++;
            batch = batches < MOST_BATCHES_A_FRAME ? current.poll() : null;
        }
        if (batches > 0) {
            publish();
        }
        if (over && batches < MOST_BATCHES_A_FRAME) {
            Throwable failure = current.failure();
            if (failure != null) {
                problem.set(String.valueOf(failure.getMessage()));
            }
            phase.set(RunPhase.OVER);
            revision.set(revision.get() + 1);
        }
    }

    private void takeStarted() {
        CompletableFuture<LiveRun> begun = starting;
        if (begun == null || !begun.isDone()) {
            return;
        }
        starting = null;
        if (begun.isCompletedExceptionally()) {
            problem.set(String.valueOf(begun.exceptionNow().getMessage()));
            phase.set(RunPhase.READY);
            return;
        }
        LiveRun begunRun = begun.resultNow();
        run = begunRun;
        clear(begunRun.maxWorkers());
        phase.set(RunPhase.RUNNING);
    }

    private void clear(int slots) {
        setPaused(false);
        timeline = new Timeline(slots);
        publish();
    }

    private void publish() {
        counts.set(timeline.counts());
        poolState.set(timeline.state());
        horizon.set(timeline.horizonNanos());
        dropped.set(timeline.droppedEvents());
        revision.set(revision.get() + 1);
    }

    private static int slots(PoolSpec pool) {
        int named = Math.max(pool.kind().size(), pool.maxWorkers());
        return named > 0 ? named : Runtime.getRuntime().availableProcessors() + 5;
    }

    /** The run that is going on or over; null before the first. */
    public @Nullable LiveRun run() {
        return run;
    }

    /** What happened; another one for every run. */
    public Timeline timeline() {
        return timeline;
    }

    public ReadOnlyObjectProperty<@Nullable Scenario> scenarioProperty() {
        return scenario.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<RunPhase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** How the pool stands; meaningful once a run has begun. */
    public ReadOnlyObjectProperty<PoolState> poolStateProperty() {
        return poolState.getReadOnlyProperty();
    }

    /** Up to which moment everything is known, in nanoseconds from the start of the run. */
    public ReadOnlyLongProperty horizonProperty() {
        return horizon.getReadOnlyProperty();
    }

    /** How many events the recording had to drop. */
    public ReadOnlyLongProperty droppedProperty() {
        return dropped.getReadOnlyProperty();
    }

    /** Whether the picture is held while the run goes on. */
    public ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /** How far a held picture is behind the run, in nanoseconds. */
    public ReadOnlyLongProperty behindProperty() {
        return behind.getReadOnlyProperty();
    }

    /** Rises whenever {@link #timeline()} has changed or is another one. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** What went wrong, for people; empty if nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
