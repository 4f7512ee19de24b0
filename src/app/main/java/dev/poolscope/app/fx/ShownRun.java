package dev.poolscope.app.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.moment.Chronicle;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * One of the runs of this window: what was run, and all that is known of it. It stays readable when another one has
 * begun. Belongs to the thread of the screen.
 */
public final class ShownRun {
    private static final int MOST_BATCHES_A_FRAME = 50; // a flood is taken over in portions, so that a frame stays a frame
    private static final int MOST_EVENTS = 400_000;

    private int number;
    private final Scenario scenario;
    private @Nullable ChangedSince changed;
    private final BooleanProperty pinned = new SimpleBooleanProperty(this, "pinned");
    private final EventHistory events = new EventHistory(MOST_EVENTS);
    private final Chronicle chronicle = new Chronicle(MOST_EVENTS);
    private Timeline timeline;
    private RunPhase phase;
    private String problem = "";
    private String simulation = "";
    private int simulatedCores;
    private boolean replay;
    private List<String> filledIn = List.of();
    private boolean beginning;
    private @Nullable CompletableFuture<LiveRun> starting;
    private @Nullable LiveRun live;
    private @Nullable FinishedRun finished;
    private @Nullable Past past;
    private @Nullable RecordedDetail detail;
    private boolean partial;
    private boolean unreadable;
    private @Nullable Path file;

    private ShownRun(int number, Scenario scenario, @Nullable ChangedSince changed, int slots, RunPhase phase) {
        this.number = number;
        this.scenario = scenario;
        this.changed = changed;
        this.phase = phase;
        timeline = new Timeline(slots);
    }

    static ShownRun starting(int number, Scenario scenario, @Nullable ChangedSince changed,
            CompletableFuture<LiveRun> begun) {
        ShownRun run = new ShownRun(number, scenario, changed, slots(scenario), RunPhase.STARTING);
        run.starting = begun;
        return run;
    }

    /**
     * A run that was done elsewhere. That takes time for each event: it may be called in any thread, and the run be handed over to
     * that of the screen afterwards.
     */
    public static ShownRun of(FinishedRun done) {
        ShownRun run = new ShownRun(1, done.scenario(), null, done.maxWorkers(), RunPhase.OVER);
        run.finished = done;
        run.simulatedBy(done);
        run.take(done.recorded().asBatch(done.length().toNanos()));
        return run;
    }

    /**
     * A run that was read from its recording, where what is not kept of it can be read again. Takes its time, as {@link #of}.
     *
     * @param partial whether its tasks are still to come: then there is nothing to be reported or saved of it
     */
    public static ShownRun of(Recordings.Opened opened, Path file, boolean partial) {
        FinishedRun done = opened.run();
        ShownRun run = new ShownRun(1, done.scenario(), null, done.maxWorkers(), RunPhase.OVER);
        run.finished = done;
        run.simulatedBy(done);
        run.past = opened.past();
        run.detail = new RecordedDetail(file, () -> false);
        run.file = file;
        run.partial = partial;
        run.timeline = new Timeline(done.maxWorkers(), Timeline.DETAILED_TASKS, opened.past());
        EventBatch all = done.recorded().asBatch(done.length().toNanos());
        // What was only not read is in the recording, and not dropped.
        run.take(opened.past() == null
                ? all
                : new EventBatch(all.events(), all.horizonNanos(), true, done.summary().lostEvents(), all.missing(),
                        all.counted()));
        return run;
    }

    /** Is kept as long as the other, whose place it takes. */
    ShownRun inPlaceOf(ShownRun other) {
        number = other.number;
        pinned.set(other.pinned.get());
        return this;
    }

    /** Whether it is the same run as another one of which only a part was read. */
    public boolean isWholeOf(@Nullable ShownRun other) {
        return other != null && other.partial && !partial && number == other.number && file != null
                && file.equals(other.file);
    }

    /** Whether its tasks are still to be read; another run will take its place. */
    public boolean isPartial() {
        return partial;
    }

    /** Whether its tasks are being read; not any more if they could not be. */
    public boolean isBeingRead() {
        return partial && !unreadable;
    }

    /** Its tasks cannot be read: it stays as it is. */
    void giveUpReading() {
        unreadable = true;
    }

    /** Reads its tasks again that are not kept; null if it is not recorded. */
    @Nullable
    RecordedDetail detail() {
        return live == null ? detail : live.detail();
    }

    /** The recording that has all of it, once it is closed; empty if there is none. */
    public CompletableFuture<Optional<Path>> recording() {
        return live == null ? CompletableFuture.completedFuture(Optional.ofNullable(file)) : live.recording();
    }

    /** How many events were counted, and never recorded. */
    long lostEvents() {
        FinishedRun done = finished;
        return done == null ? timeline.completeness().lostEvents() : done.summary().lostEvents();
    }

    /** How many events were recorded and are nowhere any more: what has only no room in memory is in the recording, if there is one. */
    long unkeptEvents() {
        FinishedRun done = finished;
        return detail() != null
                ? 0
                : done == null
                        ? Math.max(0, timeline.completeness().droppedEvents() - lostEvents())
                        : done.summary().unkeptEvents();
    }

    /** What it did in buckets of time, where that is known of the whole run; null otherwise. */
    @Nullable
    Past past() {
        return past;
    }

    /**
     * The load of another run on another pool, simulated elsewhere.
     *
     * @param whose words that say so, such as {@code replaying the load of run 1}
     * @param filledIn what the recording of that load lacked, and what is in its place
     */
    public static ShownRun ofReplay(FinishedRun done, String whose, List<String> filledIn) {
        ShownRun run = of(done);
        run.replay = true;
        run.filledIn = List.copyOf(filledIn);
        run.simulation += ", " + whose;
        return run;
    }

    /**
     * The beginning of a run that was done elsewhere: of what came later nothing is there. Has no report, unless it is the whole run.
     *
     * @param nanos the last moment that is shown, from the start of the run
     */
    public static ShownRun until(FinishedRun done, long nanos) {
        EventBatch all = done.recorded().asBatch(done.length().toNanos());
        if (nanos >= all.horizonNanos()) {
            return of(done);
        }
        // What the scenario expects of the whole run would tell what comes later.
        Scenario begun = new Scenario(done.scenario().name(), done.scenario().description(),
                done.scenario().seed(), done.scenario().duration(), done.scenario().pool(), done.scenario().streams(),
                done.scenario().actions(), List.of(), done.scenario().overheads());
        ShownRun run = new ShownRun(1, begun, null, done.maxWorkers(), RunPhase.OVER);
        run.simulatedBy(done);
        run.beginning = true;
        Counted counted = all.counted();
        run.take(new EventBatch(all.events().stream().filter(event -> event.nanos() <= nanos).toList(), nanos, true,
                all.droppedEvents(), Map.of(),
                new Counted(counted.samples().stream().filter(sample -> sample.nanos() <= nanos).toList(),
                        counted.lostFromNanos(), counted.unkeptUntilNanos(), counted.lostEvents())));
        return run;
    }

    /** How many workers the pool of a scenario may have. */
    public static int slots(Scenario scenario) {
        PoolSpec pool = scenario.pool();
        int named = Math.max(pool.kind().size(), pool.maxWorkers());
        return named > 0 ? named : Runtime.getRuntime().availableProcessors() + 5;
    }

    /** Takes its place among the runs of a window. */
    void becomes(int ofThisNumber, @Nullable ChangedSince since) {
        number = ofThisNumber;
        changed = since;
    }

    /** How it was simulated, such as {@code simulated on 2 processors}; empty if it was run on threads. */
    public String simulation() {
        return simulation;
    }

    /** How many processors its computing tasks shared; 0 if it was run on threads. */
    public int simulatedCores() {
        return simulatedCores;
    }

    private void simulatedBy(FinishedRun done) {
        simulation = done.simulation().orElse("");
        simulatedCores = done.simulatedCores();
    }

    /** Whether its load is that of another run, and not drawn from its seed. */
    public boolean isReplay() {
        return replay;
    }

    /** What a replayed load lacked, and what is in its place; empty if nothing, or if it is no replay. */
    public List<String> filledIn() {
        return filledIn;
    }

    /** Whether it is only the beginning of a run: what comes later is not told. */
    boolean isBeginning() {
        return beginning;
    }

    /** From 1, in the order in which they were begun. */
    public int number() {
        return number;
    }

    public Scenario scenario() {
        return scenario;
    }

    /** What was changed against the run begun before it; null if that was another scenario, or there was none. */
    public @Nullable ChangedSince changed() {
        return changed;
    }

    /** Whether it is kept however many runs follow. */
    public BooleanProperty pinnedProperty() {
        return pinned;
    }

    /** What happened, to be drawn. */
    public Timeline timeline() {
        return timeline;
    }

    /** What happened, in its order, to be stepped through. */
    public Chronicle chronicle() {
        return chronicle;
    }

    /** What happened, line by line. */
    public EventHistory events() {
        return events;
    }

    public RunPhase phase() {
        return phase;
    }

    /** The run with its report; null until it is over and all of it has been read, and if it ended badly. */
    public @Nullable FinishedRun finished() {
        return partial ? null : finished;
    }

    /** The numbers so far, or of the end; exact whatever was dropped. Null before there are any. */
    public @Nullable Summary summary() {
        if (finished != null) {
            return finished.summary();
        }
        return live == null ? null : live.summary();
    }

    /** How the scenario's expectations stand, or turned out, in the order of the file; empty before there are numbers. */
    public List<Expectation.Outcome> expectations() {
        if (finished != null) {
            return finished.expectations();
        }
        return live == null ? List.of() : live.expectations();
    }

    /** The run itself, to be acted on; null before it has begun. */
    public @Nullable LiveRun live() {
        return live;
    }

    /** What its recording lacks, in a sentence; empty if nothing, or if it is not read from one. */
    public String remark() {
        return finished == null ? "" : finished.remark();
    }

    /** What is wrong with its recording while it goes on; empty if nothing is. */
    Optional<RecordingWriter.Trouble> recordingTrouble() {
        return live == null ? Optional.empty() : live.recordingTrouble();
    }

    /** What went wrong; empty if nothing did. */
    String problem() {
        return problem;
    }

    void stop() {
        if (starting != null) {
            CompletableFuture<Void> _ = starting.thenAccept(LiveRun::stop);
        }
        if (live != null && !live.isOver()) {
            live.stop();
            phase = RunPhase.STOPPING;
        }
    }

    /** Whether it has begun, or could not; to be asked while it is starting. */
    boolean hasBegun() {
        CompletableFuture<LiveRun> begun = starting;
        if (begun == null || !begun.isDone()) {
            return false;
        }
        starting = null;
        if (begun.isCompletedExceptionally()) {
            problem = String.valueOf(begun.exceptionNow().getMessage());
            phase = RunPhase.OVER;
        } else {
            LiveRun run = begun.resultNow();
            live = run;
            timeline = new Timeline(run.maxWorkers());
            phase = RunPhase.RUNNING;
        }
        return true;
    }

    /**
     * Takes over what has happened since the last call.
     *
     * @return whether anything has
     */
    boolean pull() {
        LiveRun run = live;
        if (run == null || phase == RunPhase.OVER) {
            return false;
        }
        // Asked before polling: what is polled after the end is complete.
        boolean over = run.isOver();
        int batches = 0;
        EventBatch batch = run.poll();
        while (batch != null) {
            take(batch);
            batches++;
            batch = batches < MOST_BATCHES_A_FRAME ? run.poll() : null;
        }
        if (over && batches < MOST_BATCHES_A_FRAME) {
            Throwable failure = run.failure();
            problem = failure == null ? "" : String.valueOf(failure.getMessage());
            finished = run.finishedRun();
            phase = RunPhase.OVER;
            return true;
        }
        return batches > 0;
    }

    private void take(EventBatch batch) {
        timeline.apply(batch);
        if (batch.restart()) {
            chronicle.restart(batch.missing());
            // What was lost is in no log; it is counted by itself.
            events.restart(Math.max(0, batch.missing().values().stream().mapToLong(Long::longValue).sum()
                    - batch.counted().lostEvents()));
        }
        events.add(batch.events());
        chronicle.add(batch.events());
    }
}
