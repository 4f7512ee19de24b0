package dev.poolscope.app.fx;

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
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.poolscope.pool.PoolState;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.ScenarioChange;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The runs of the window, as properties to bind to: what would be run next, the one that is shown, and the one that goes
 * on, if any. {@link #pull()} takes over what has happened since the last frame; between two frames nothing here changes.
 * Belongs to the thread of the screen.
 */
public final class RunModel {
    /** How many runs can be looked at beside the pinned ones; the oldest one goes first. */
    public static final int MOST_RUNS = 5;
    /**
     * After so much time words are other ones, in nanoseconds. No reader is faster; and words cost a window more than its curves, because what
     * they say may move what stands beside them.
     */
    public static final long WORDS_NANOS = 250_000_000;

    private final RunStarter starter;
    private final LoadedDetail detail = new LoadedDetail();
    private final ReadOnlyObjectWrapper<@Nullable Scenario> next = new ReadOnlyObjectWrapper<>(this, "next");
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
    private final ReadOnlyObjectWrapper<@Nullable Scenario> scenario = new ReadOnlyObjectWrapper<>(this, "scenario");
    private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
    private final ObservableList<ShownRun> readableRuns = FXCollections.unmodifiableObservableList(runs);
    private final ReadOnlyObjectWrapper<@Nullable ShownRun> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<@Nullable ShownRun> active = new ReadOnlyObjectWrapper<>(this, "active");
    private final ReadOnlyObjectWrapper<RunPhase> phase = new ReadOnlyObjectWrapper<>(this, "phase", RunPhase.EMPTY);
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(this, "counts", Counts.NONE);
    private final ReadOnlyObjectWrapper<PoolState> poolState = new ReadOnlyObjectWrapper<>(this, "poolState",
            PoolState.OPEN);
    private final ReadOnlyObjectWrapper<List<Expectation.Outcome>> outcomes = new ReadOnlyObjectWrapper<>(this,
            "outcomes", List.of());
    private final ReadOnlyLongWrapper horizon = new ReadOnlyLongWrapper(this, "horizon");
    private final ReadOnlyLongWrapper lost = new ReadOnlyLongWrapper(this, "lost");
    private final ReadOnlyLongWrapper unkept = new ReadOnlyLongWrapper(this, "unkept");
    private final ReadOnlyLongWrapper unwritten = new ReadOnlyLongWrapper(this, "unwritten");
    private final ReadOnlyStringWrapper recordingTrouble = new ReadOnlyStringWrapper(this, "recordingTrouble", "");
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyLongWrapper words = new ReadOnlyLongWrapper(this, "words");
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused");
    private final ReadOnlyLongWrapper behind = new ReadOnlyLongWrapper(this, "behind");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private Timeline nothing = new Timeline(1);
    private long wordsRevision;
    private long wordsHorizon;
    private int begun;
    private @Nullable Scenario waiting;
    private @Nullable Scenario lastBegun;
    private int lastNumber;

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

    /** Shows a scenario, not yet running. A run that goes on is stopped; it and those before stay among the runs. */
    public void open(Scenario opened) {
        stop();
        problem.set("");
        prepare(opened, "");
        shown.set(null);
        publish();
    }

    /**
     * Says what is to be run next. The run that is shown stays shown.
     *
     * @param scenario null if there is none that could be run
     * @param whyNot why it cannot be run; empty if it can
     */
    public void prepare(@Nullable Scenario scenario, String whyNot) {
        next.set(scenario);
        obstacle.set(whyNot);
        if (shown.get() == null) {
            publish();
        }
    }

    /** Shows a run that was done elsewhere. */
    public void show(FinishedRun done) {
        add(ShownRun.of(done));
    }

    /** Shows a run that was done elsewhere, and was {@linkplain ShownRun#of taken in} there. */
    public void add(ShownRun done) {
        open(done.scenario());
        begun++;
        done.becomes(begun, null);
        beganWith(done.scenario());
        runs.add(done);
        show(done);
    }

    /**
     * Shows a run that was simulated or read as one more run of this window. What is composed stays composed, and a run that goes
     * on goes on.
     *
     * @param other a run that no window has shown yet
     */
    public void join(ShownRun other) {
        begun++;
        other.becomes(begun, changesUntil(other.scenario()));
        makeRoom();
        runs.add(other);
        show(other);
    }

    /** What was changed since the run before, if that was of the same scenario. */
    private @Nullable ChangedSince changesUntil(Scenario other) {
        Scenario before = lastBegun;
        int run = lastNumber;
        beganWith(other);
        return before == null || !before.name().equals(other.name())
                ? null
                : new ChangedSince(run, ScenarioChange.between(before, other));
    }

    /** From now on the next run is held against this one; a run that is only {@linkplain #insert inserted} never is that. */
    private void beganWith(Scenario other) {
        lastBegun = other;
        lastNumber = begun;
    }

    /**
     * Shows a run that was done elsewhere, beside the others; what is run next stays.
     *
     * @param before the run that it replaces, which is {@linkplain #forget forgotten} and whose number it takes; null if none
     */
    public void insert(ShownRun done, @Nullable ShownRun before) {
        if (before == null) {
            begun++;
        }
        done.becomes(before == null ? begun : before.number(), null);
        runs.add(done);
        show(done);
    }

    /** Puts the whole of a run in the place of its beginning, if that is still among the {@link #runs()}. */
    public void replace(ShownRun partial, ShownRun whole) {
        int place = runs.indexOf(partial);
        if (place >= 0) {
            runs.set(place, whole.inPlaceOf(partial));
            if (shown.get() == partial) {
                show(whole);
            }
        }
    }

    /** Leaves a run as it is whose whole cannot be read. */
    public void giveUpReading(ShownRun partial) {
        partial.giveUpReading();
        publish();
    }

    /** What is read of the shown run while it is looked at. */
    public LoadedDetail detail() {
        return detail;
    }

    /** Takes a run out of the {@link #runs()}; if it was shown, none is. */
    public void forget(ShownRun run) {
        if (active.get() != run && runs.remove(run) && shown.get() == run) {
            clear();
        }
    }

    /** Shows no run; those there are stay. */
    public void clear() {
        setPaused(false);
        shown.set(null);
        publish();
    }

    /** Shows one of the {@link #runs()}. The one that goes on, if any, goes on and is recorded. */
    public void show(ShownRun run) {
        setPaused(false);
        shown.set(run);
        publish();
    }

    /** Says what is wrong, such as why a scenario cannot be opened. */
    public void report(String text) {
        problem.set(text);
    }

    /** Begins a run of what is next, if there is something that can be run and nothing is running. */
    public void start() {
        Scenario ready = next.get();
        if (ready != null && obstacle.get().isEmpty()) {
            start(ready);
        }
    }

    /** Begins a run of a scenario, if none is running. What is next stays next. */
    public void start(Scenario other) {
        if (active.get() != null) {
            return;
        }
        problem.set("");
        begun++;
        ShownRun run = ShownRun.starting(begun, other, changesUntil(other), starter.start(other));
        active.set(run);
        makeRoom();
        runs.add(run);
        show(run);
    }

    private void makeRoom() {
        List<ShownRun> unpinned = runs.stream().filter(run -> !run.pinnedProperty().get() && run != active.get())
                .toList();
        runs.removeAll(unpinned.subList(0, Math.max(0, unpinned.size() - MOST_RUNS + 1)));
    }

    /** Ends the run that goes on, if any, and begins a new one as soon as that is over. */
    public void startAfresh() {
        if (active.get() == null) {
            start();
        } else {
            stop();
            waiting = next.get();
        }
    }

    /** Ends the run that goes on, if any; it is over when its phase says so. */
    public void stop() {
        setPaused(false);
        waiting = null;
        ShownRun going = active.get();
        if (going != null) {
            going.stop();
            publishPhase();
        }
    }

    /**
     * Holds the picture, or lets it go on. While it is held, the run goes on and is recorded; nothing of it is taken over,
     * so that really nothing moves.
     */
    public void setPaused(boolean hold) {
        paused.set(hold && active.get() != null && active.get() == shown.get());
        behind.set(0);
        tell();
    }

    /** Takes over what has happened since the last call. */
    public void pull() {
        ShownRun going = active.get();
        if (going == null) {
            return;
        }
        boolean changed = false;
        if (going.hasBegun()) {
            begins(going);
            changed = true;
        }
        LiveRun live = going.live();
        // What becomes of the file is no part of the picture: it is said at once.
        recordingTrouble.set(going.recordingTrouble().map(RecordingWriter.Trouble::sentence).orElse(""));
        if (paused.get() && live != null) {
            behind.set(Math.max(0, live.elapsedNanos() - horizon.get()));
            return;
        }
        changed |= going.pull();
        if (going.phase() == RunPhase.OVER) {
            ends(going);
        } else if (changed && going == shown.get()) {
            publish();
        } else {
            // Nothing may come for long: then the words are those of the picture.
            tell();
        }
    }

    private void begins(ShownRun going) {
        if (going.phase() == RunPhase.OVER) {
            // It could not be begun: there is nothing to look at.
            runs.remove(going);
            if (shown.get() == going) {
                shown.set(null);
            }
        }
    }

    private void ends(ShownRun going) {
        active.set(null);
        recordingTrouble.set("");
        if (!going.problem().isEmpty()) {
            problem.set(going.problem());
        }
        publish();
        Scenario afterwards = waiting;
        waiting = null;
        if (afterwards != null) {
            start(afterwards);
        }
    }

    private void publish() {
        ShownRun run = shown.get();
        Scenario ready = next.get();
        if (run == null) {
            nothing = new Timeline(ready == null ? 1 : ShownRun.slots(ready));
        }
        scenario.set(run == null ? ready : run.scenario());
        Timeline timeline = timeline();
        counts.set(timeline.counts().now());
        poolState.set(timeline.counts().state());
        horizon.set(timeline.horizonNanos());
        lost.set(run == null ? 0 : run.lostEvents());
        unkept.set(run == null ? 0 : run.unkeptEvents());
        unwritten.set(run == null ? 0 : run.recordingTrouble().map(RecordingWriter.Trouble::missing).orElse(0L));
        outcomes.set(run == null || run.scenario().expectations().isEmpty() ? List.of() : run.expectations());
        publishPhase();
        revision.set(revision.get() + 1);
        if (phase.get() != RunPhase.RUNNING) {
            tell();
        }
    }

    /** Lets the {@linkplain #wordsProperty() words} follow the picture if that is due. */
    public void tellIfDue() {
        if (Math.abs(horizon.get() - wordsHorizon) >= WORDS_NANOS) {
            tell();
        }
    }

    private void tell() {
        if (wordsRevision != revision.get()) {
            wordsRevision = revision.get();
            wordsHorizon = horizon.get();
            words.set(words.get() + 1);
        }
    }

    private void publishPhase() {
        ShownRun run = shown.get();
        if (run == null) {
            phase.set(next.get() == null ? RunPhase.EMPTY : RunPhase.READY);
        } else {
            phase.set(run.phase());
        }
    }

    /** The shown run, to be acted on; null if none has begun, or if the shown one is over. */
    public @Nullable LiveRun run() {
        ShownRun going = active.get();
        return going != null && going == shown.get() ? going.live() : null;
    }

    /** What happened in the shown run; another one for every run. */
    public Timeline timeline() {
        ShownRun run = shown.get();
        return run == null ? nothing : run.timeline();
    }

    /** The runs that can be shown, oldest first; unmodifiable. */
    public ObservableList<ShownRun> runs() {
        return readableRuns;
    }

    /** The run that is looked at; null before the first, and when a scenario was opened since. */
    public ReadOnlyObjectProperty<@Nullable ShownRun> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The run that goes on; null if none does. */
    public ReadOnlyObjectProperty<@Nullable ShownRun> activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** What Run would run; null if there is nothing. */
    public ReadOnlyObjectProperty<@Nullable Scenario> nextProperty() {
        return next.getReadOnlyProperty();
    }

    /** Why {@link #nextProperty()} cannot be run; empty if it can. */
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /** The scenario of the shown run; while none is shown, the next one. */
    public ReadOnlyObjectProperty<@Nullable Scenario> scenarioProperty() {
        return scenario.getReadOnlyProperty();
    }

    /** The phase of the shown run. */
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

    /** How the expectations of the shown run stand, in the order of its scenario; empty before there are numbers. */
    public ReadOnlyObjectProperty<List<Expectation.Outcome>> outcomesProperty() {
        return outcomes.getReadOnlyProperty();
    }

    /** Up to which moment everything is known, in nanoseconds from the start of the run. */
    public ReadOnlyLongProperty horizonProperty() {
        return horizon.getReadOnlyProperty();
    }

    /** How many events of the shown run its recording lacks, of one that was begun here. */
    public ReadOnlyLongProperty unwrittenProperty() {
        return unwritten.getReadOnlyProperty();
    }

    /** What is wrong with the recording of the run that goes on, in a sentence; empty if nothing is. */
    public ReadOnlyStringProperty recordingTroubleProperty() {
        return recordingTrouble.getReadOnlyProperty();
    }

    /** How many events were counted, but never recorded. */
    public ReadOnlyLongProperty lostProperty() {
        return lost.getReadOnlyProperty();
    }

    /** How many events were recorded, and are kept neither in memory nor in a recording. */
    public ReadOnlyLongProperty unkeptProperty() {
        return unkept.getReadOnlyProperty();
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

    /**
     * Rises some times a second while {@link #revisionProperty()} does so in every frame, and together with it whenever the run does not
     * go on, or its picture is held: for what is read, and not watched.
     */
    public ReadOnlyLongProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** What went wrong, for people; empty if nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
