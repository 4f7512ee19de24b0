package dev.poolscope.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.recorder.LiveReader;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.Recorder;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.run.Obstacle;
import dev.poolscope.workload.run.RunListener;
import dev.poolscope.workload.run.WorkloadRunner;
import org.jspecify.annotations.Nullable;

/**
 * One experiment: a scenario on a fresh pool, recorded from its beginning to its end. It is run once.
 *
 * <p><b>The end.</b> When the duration is over, no more tasks and actions come, and the pool is shut down: what is pending
 * is cancelled, what runs gets {@link PoolEnd#GRACE} and is then interrupted, which makes it fail. When the run is
 * stopped, what runs is interrupted at once. The recording is closed only when the pool has come to rest, so that it has
 * everything; then {@link #finished()} is completed.
 *
 * <p>Safe for use by many threads. No method waits.
 */
public final class Session {
    private final Scenario scenario;
    private final NanoClock clock;
    private final Recorder recorder;
    private final WorkloadRunner runner;
    private final PoolEnd end;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<FinishedRun> finished = new CompletableFuture<>();
    private final RecorderLimits limits;
    private final CompletableFuture<Optional<String>> recordingClosed = new CompletableFuture<>();
    private volatile @Nullable RecordingWriter writer;
    /** Stamps of the run's beginning and end; null until then. */
    private volatile @Nullable Long beganNanos;
    private volatile @Nullable Long endedNanos;

    /**
     * Makes a session on the machine's clock.
     *
     * @param scenario what to run
     */
    public Session(Scenario scenario) {
        this(scenario, NanoClock.SYSTEM, RecorderLimits.DEFAULT);
    }

    /**
     * Makes a session.
     *
     * @param scenario what to run
     * @param clock the clock of the run, of its pool and of its recording
     * @param limits bounds the memory of the recording
     */
    public Session(Scenario scenario, NanoClock clock, RecorderLimits limits) {
        this.scenario = scenario;
        this.clock = clock;
        this.limits = limits;
        recorder = new Recorder(clock, new SyntheticTags(), limits);
        end = new PoolEnd(PoolEnd.GRACE);
        // The recorder comes first, so that an observer of the termination knows that it has been recorded.
        runner = new WorkloadRunner(scenario, clock, new Told(), List.of(recorder.observer(), end.observer()));
    }

    /** What an obstacle of the workload is called in a recording. */
    static Awaited awaited(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Lock(long holder) -> new Awaited.Lock(holder);
            case Obstacle.Child(long taskId) -> new Awaited.Task(taskId);
        };
    }

    /** What the workload reports goes into the recording. The pool itself reports tasks. */
    private final class Told implements RunListener {
        @Override
        public void began(long nanos) {
            beganNanos = nanos;
            recorder.start(nanos, runner.pool().maxWorkers());
            RecordingWriter recording = writer;
            if (recording != null) {
                recording.began(Instant.now());
            }
        }

        @Override
        public void acting(long nanos, Action action) {
            recorder.acting(action);
        }

        @Override
        public void tried(Action action) {
            recorder.tried();
        }

        @Override
        public void acted(long nanos, Action action) {
            recorder.action(nanos, action, Answer.PERFORMED);
        }

        @Override
        public void actionRefused(long nanos, Action action, String reason) {
            recorder.action(nanos, action, new Answer.Refused(reason));
        }

        @Override
        public void blocked(long nanos, long taskId, int workerId, Obstacle obstacle) {
            recorder.blocked(nanos, taskId, workerId, awaited(obstacle));
        }

        @Override
        public void resumed(long nanos, long taskId, int workerId, @Nullable Obstacle overcome) {
            recorder.resumed(nanos, taskId, workerId, overcome == null ? null : awaited(overcome));
        }

        @Override
        public void ended(long nanos) {
            endedNanos = nanos;
        }
    }

    /**
     * Has the run written into a file while it goes on. To be called before it is begun, and at most once.
     *
     * @param file where; a recording that is there is overwritten
     * @param speed by how much the scenario was made faster than its file has it
     * @throws RecordingException if the file cannot be made; the message is one sentence
     */
    public void recordTo(Path file, double speed) throws RecordingException {
        RecordingWriter begun = RecordingWriter.begin(file,
                Recordings.header(scenario, speed, 0, poolName(), maxWorkers(), limits.log()));
        writer = begun;
        recorder.tap(begun);
    }

    /**
     * The end of the recording in a file, which may come a moment after that of the run.
     *
     * @return completed when the file is closed: empty if all of the run is in it, or if it was not recorded in a file;
     *         otherwise what it lacks, in a sentence
     */
    public CompletableFuture<Optional<String>> recordingClosed() {
        return recordingClosed.copy();
    }

    /**
     * Tells what is wrong with the recording in a file while the run goes on, such as that the disk is full.
     *
     * @return what is wrong now, and how many events are missing for good; empty if all is well, or if it is not recorded
     */
    public Optional<RecordingWriter.Trouble> recordingTrouble() {
        RecordingWriter begun = writer;
        return begun == null ? Optional.empty() : begun.trouble();
    }

    /**
     * Begins the run; the first one of a JVM after a short load that warms the machine up, which is no part of it.
     *
     * @throws IllegalStateException if it was begun before
     */
    public void start() {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a session is run once");
        }
        Thread.ofPlatform().daemon().name("poolscope-session").start(this::accompany);
    }

    /** Ends the run now, or hurries its end if that has come already. Does nothing to a run that is over. */
    public void stop() {
        end.hurry();
        runner.stop();
    }

    private void accompany() {
        try {
            if (clock.equals(NanoClock.SYSTEM)) {
                WarmUp.once(end::isHurried);
            }
            runner.start();
            runner.awaitEnd();
            end.bringAbout(runner.pool());
            FinishedRun run = result(recorder.finish());
            finished.complete(run);
            closeRecording(run);
        } catch (InterruptedException | RuntimeException | Error failure) {
            // A thread that waits for the end must hear of it; a fault of this program is no reason to hang.
            finished.completeExceptionally(failure);
            closeRecording(null);
        }
    }

    private void closeRecording(@Nullable FinishedRun run) {
        RecordingWriter begun = writer;
        if (begun == null) {
            recordingClosed.complete(Optional.empty());
        } else if (run == null) {
            begun.abandon();
            recordingClosed.complete(Optional.of("the recording of a run that failed is not complete"));
        } else {
            CompletableFuture<Optional<String>> _ = begun.finish(Recordings.end(run))
                    .whenComplete((problem, failure) -> recordingClosed
                            .complete(failure == null ? problem : Optional.of("the recording failed: " + failure)));
        }
    }

    private FinishedRun result(RecordedRun recorded) {
        Duration planned = scenario.duration();
        Duration length = elapsed();
        List<Expectation.Outcome> outcomes = SummaryMeasurements.check(scenario,
                SummaryMeasurements.of(recorded, runner.pool().maxWorkers(), length));
        return new FinishedRun(scenario, runner.pool().name(), runner.pool().maxWorkers(), length,
                !length.equals(planned), runner.cutDraws(), runner.leftovers(), recorded,
                outcomes, 0);
    }

    /**
     * The end of the run, and what came of it.
     *
     * @return completed when the run is over and nothing of it moves any more; cancelling it does nothing to the run
     */
    public CompletableFuture<FinishedRun> finished() {
        return finished.copy();
    }

    /** {@return the time since the run began; zero before, and at most its duration} */
    public Duration elapsed() {
        Long from = beganNanos;
        if (from == null) {
            return Duration.ZERO;
        }
        Long to = endedNanos;
        var elapsed = Duration.ofNanos((to == null ? clock.nanoTime() : to) - from);
        Duration planned = scenario.duration();
        return planned != null && planned.compareTo(elapsed) < 0 ? planned : elapsed;
    }

    /** {@return the counts of a moment ago} */
    public Counts counts() {
        return recorder.counts();
    }

    /**
     * {@return the numbers of the run so far, no older than a quarter of a second if they are asked for in turn, and final
     * ones when the run is over; null if they are asked for the first time}
     */
    public @Nullable Summary summary() {
        Summary soFar = recorder.summary();
        return soFar == null ? null : soFar.withStreamsInOrderOf(scenario.streamNames());
    }

    /**
     * {@return how the scenario's expectations stand, by the same numbers as {@link #summary}, in the order of the file;
     * empty if the numbers are asked for the first time}
     */
    public List<Expectation.Outcome> expectations() {
        Summary soFar = recorder.summary();
        return soFar == null
                ? List.of()
                : SummaryMeasurements.check(scenario,
                        new SummaryMeasurements(soFar, runner.pool().maxWorkers(), poolTime().toNanos()));
    }

    /**
     * {@return the time that the workers have had so far; when the run is over, {@link FinishedRun#poolLength}. They have it until the pool has
     * terminated, also beyond the duration of the run}
     */
    public Duration poolTime() {
        if (finished.isDone() && !finished.isCompletedExceptionally()) {
            return finished.resultNow().poolLength();
        }
        Long from = beganNanos;
        return from == null ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - from);
    }

    /**
     * Makes a reader of what happens, for one thread that polls. It takes the place of the reader made before.
     *
     * @return the reader
     */
    public LiveReader newReader() {
        return recorder.newReader();
    }

    /**
     * Performs an action now, beside those of the scenario: the one door for all that is done to a run by hand. It is done in
     * the order of asking, written into the log as a planned one is, and kept among {@link #performed()}. May be called before
     * the run has begun; it is performed then.
     *
     * @param action what to do
     * @return completed with what became of it: performed, or the reason why not. It is completed in a thread of the run, which
     *         waits for what depends on it
     */
    public CompletableFuture<Answer> perform(Action action) {
        return runner.perform(action);
    }

    /**
     * {@return what {@link #perform} has done until now, in order, each at a time of the run that a file can
     * name}
     */
    public List<TimedAction> performed() {
        return runner.performed();
    }

    /**
     * {@return the names of the scenario's streams; if it has none, {@link WorkloadRunner#MANUAL}, whose tasks
     * sleep 100 ms}
     */
    public List<String> streams() {
        return runner.streams();
    }

    /**
     * {@return the streams with constant, poisson or ramp arrivals that are not over, in the order of the file,
     * each with the rate it has now, or will begin with; that of a ramp has three digits}
     */
    public Map<String, Rate> rates() {
        return runner.rates();
    }

    /** {@return the idle timeout of the pool; null if workers do not retire for being idle} */
    public @Nullable Duration idleTimeout() {
        return runner.pool().idleTimeout().orElse(null);
    }

    /** {@return the scenario that is run} */
    public Scenario scenario() {
        return scenario;
    }

    /** {@return the name of the pool} */
    public String poolName() {
        return runner.pool().name();
    }

    /** {@return the number of workers that the pool may have} */
    public int maxWorkers() {
        return runner.pool().maxWorkers();
    }
}
