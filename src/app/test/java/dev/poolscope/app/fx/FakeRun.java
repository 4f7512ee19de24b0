package dev.poolscope.app.fx;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.run.CancelledBatch;
import org.jspecify.annotations.Nullable;

/** A run that does what a test says. */
public final class FakeRun implements LiveRun {
    private static final long MILLI = 1_000_000;

    private final Queue<EventBatch> batches = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Map<String, Rate> rates = new LinkedHashMap<>(Map.of("web", Rate.parse("20/s")));
    private final List<TimedAction> performed = new ArrayList<>();
    private Duration idleTimeout = Duration.ofSeconds(2);
    private @Nullable FinishedRun finished;
    private int slots = 2;
    private @Nullable Summary summary;
    private List<Expectation.Outcome> outcomes = List.of();
    private Optional<RecordingWriter.Trouble> trouble = Optional.empty();

    /** What was asked of it, in order. */
    public List<String> asked() {
        return asked;
    }

    /** What is wrong with its recording from now on; empty if nothing is. */
    public void trouble(Optional<RecordingWriter.Trouble> now) {
        trouble = now;
    }

    @Override
    public Optional<RecordingWriter.Trouble> recordingTrouble() {
        return trouble;
    }

    /** Events that the next poll gives, and up to when everything is known. */
    public void tell(long horizonMillis, RunEvent... events) {
        batches.add(new EventBatch(List.of(events), horizonMillis * MILLI, false, 0));
    }

    /** What a reader handed over, for the next poll. */
    public void hand(EventBatch batch) {
        batches.add(batch);
    }

    public void end() {
        ended.complete(null);
    }

    public void fail(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    public static RunEvent event(long millis, EventType type, long task, int worker, String detail) {
        return EventTextReader.event(millis * MILLI, type, task,
                type == EventType.SUBMITTED || type == EventType.REJECTED ? "web" : null, worker, detail);
    }

    public static RunEvent event(long millis, EventType type, long task, int worker) {
        return event(millis, type, task, worker, switch (type) {
            case SUBMITTED, REJECTED -> "due=" + millis * MILLI;
            case BROKEN, WORKER_START_FAILED, FAILED -> "cause=boom";
            case HOOK_FAILED -> "hook=FINALIZER cause=boom";
            case STARVED -> "waiting=0 waits=";
            case WORKER_RETIRING, WORKER_RETIRED -> "reason=SHUTDOWN";
            case JOIN_ENDED -> "outcome=JOINED";
            default -> "";
        });
    }

    /** Two workers, five tasks of which one fails, one runs, and two are cancelled by a shutdown. */
    public static RunEvent[] story() {
        return new RunEvent[]{event(0, EventType.SUBMITTED, 1, 0, "due=0"),
                event(0, EventType.WORKER_SPAWNED, 0, 1, "reason=SUBMISSION pending=1 free=0 alive=0"),
                event(100, EventType.WORKER_READY, 0, 1), event(100, EventType.STARTED, 1, 1),
                event(1000, EventType.COMPLETED, 1, 1), event(1000, EventType.WORKER_IDLE, 0, 1),
                event(2000, EventType.SUBMITTED, 2, 0, "due=2000000000"), event(2000, EventType.STARTED, 2, 1),
                event(2000, EventType.SUBMITTED, 3, 0, "due=2000000000"),
                event(2000, EventType.WORKER_SPAWNED, 0, 2, "reason=SUBMISSION pending=1 free=0 alive=1"),
                event(2100, EventType.WORKER_READY, 0, 2), event(2100, EventType.STARTED, 3, 2),
                event(3000, EventType.FAILED, 2, 1, "cause=boom"), event(3000, EventType.WORKER_IDLE, 0, 1),
                event(3500, EventType.WORKER_RETIRING, 0, 1, "reason=IDLE_TIMEOUT"),
                event(3600, EventType.WORKER_RETIRED, 0, 1, "reason=IDLE_TIMEOUT"),
                event(4000, EventType.SUBMITTED, 4, 0, "due=4000000000"),
                event(4000, EventType.SUBMITTED, 5, 0, "due=4000000000"), event(5000, EventType.SHUTDOWN_BEGAN, 0, 0),
                event(5000, EventType.CANCELLED, 4, 0, "by=SHUTDOWN"),
                event(5000, EventType.CANCELLED, 5, 0, "by=SHUTDOWN")};
    }

    /** What is left of a run in which {@link #story()} happened: the pool cancelled two tasks of the stream. */
    public static FinishedRun report(Scenario scenario, String stream) {
        Summary summary = new Summary(5, 2, 1, 2, 0, 2, 2, 2, Map.of(), SampleSummary.EMPTY, SampleSummary.EMPTY,
                SampleSummary.EMPTY, 0.4, SampleSummary.EMPTY, 0, 0, true, false, false, 0, List.of());
        return new FinishedRun(scenario, "fake", 2, Duration.ofSeconds(5), false, 0,
                List.of(new CancelledBatch(stream, false, 2)),
                new RecordedRun(List.of(story()), summary), List.of(), 0);
    }

    @Override
    public @Nullable EventBatch poll() {
        return batches.poll();
    }

    /** Numbers from now on, and how expectations stand by them. */
    public void measure(Summary now, List<Expectation.Outcome> standing) {
        summary = now;
        outcomes = List.copyOf(standing);
    }

    @Override
    public @Nullable Summary summary() {
        return summary;
    }

    @Override
    public List<Expectation.Outcome> expectations() {
        return outcomes;
    }

    @Override
    public boolean isOver() {
        return ended.isDone();
    }

    @Override
    public CompletableFuture<?> ended() {
        return ended;
    }

    @Override
    public @Nullable Throwable failure() {
        return ended.isCompletedExceptionally() ? ended.exceptionNow() : null;
    }

    @Override
    public long elapsedNanos() {
        return 9_000 * MILLI;
    }

    @Override
    public void stop() {
        asked.add("stop");
    }

    @Override
    public int maxWorkers() {
        return slots;
    }

    /** How many workers its pool may have. */
    public void maxWorkers(int most) {
        slots = most;
    }

    @Override
    public List<String> streams() {
        return List.of("web", "nightly");
    }

    @Override
    public CompletableFuture<Answer> perform(Action action) {
        asked.add(action.text());
        if (action instanceof Action.SetRate(var stream, var rate)) {
            rates.put(stream, rate);
        }
        return CompletableFuture.completedFuture(Answer.PERFORMED);
    }

    @Override
    public @Nullable Duration idleTimeout() {
        return idleTimeout;
    }

    /** What the pool is said to have from now on. */
    public void idleTimeout(Duration now) {
        idleTimeout = now;
    }

    @Override
    public Map<String, Rate> rates() {
        return rates;
    }

    @Override
    public List<TimedAction> performed() {
        return performed;
    }

    /** What it says was done by hand. */
    public void performed(TimedAction... actions) {
        performed.addAll(List.of(actions));
    }

    @Override
    public @Nullable FinishedRun finishedRun() {
        return finished;
    }

    /** Ends with this report. */
    public void end(FinishedRun report) {
        finished = report;
        ended.complete(null);
    }
}
