package dev.poolscope.telemetry.recorder;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens in one pool. Its {@link #observer()} is given to the pool; it never makes a thread of the pool wait.
 * A thread of its own collects what was observed, in order, in bounded memory ({@link RecorderLimits}), and counts exactly
 * what had to be dropped.
 *
 * <p>Counts, and the times of tasks, are exact for every task, whatever was dropped: the threads that take the steps keep
 * them. Details are kept of every task as long as there are no more than some 60,000 in a second, or of a burst no more
 * than the limits have room for. Beyond that they are kept of some tasks, of each all steps or none but for a few, so that
 * the recorder never needs more than about a twentieth of a core for them.
 *
 * <p>First {@link #start}, then the pool works, then, best when it has terminated, {@link #finish}. What is observed before
 * the start waits for it.
 *
 * <p>Safe for use by several threads.
 */
public final class Recorder {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SUMMARY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Of its own time, summing up may take one part in so many. */
    private static final int SUMMARY_SHARE = 50;

    private final NanoClock clock;
    private final RecordingObserver recordingObserver;
    private final Collector collector;
    private final int backlog;
    private final Thread thread = new Thread(this::collect, "poolscope-recorder");
    private final ReadingPace pace;
    private volatile boolean finishing;
    private volatile @Nullable LiveReader reader;
    private volatile @Nullable RunTap tap;
    private volatile Counts counts = Counts.NONE;
    /** Asked for since it was made last; so nothing is summed up for a run that is not looked at. */
    private volatile boolean summaryWanted;
    private volatile @Nullable Summary summary;
    private long summedUpNanos;
    private long summingUpNanos;
    private volatile @Nullable RecordedRun result;
    private volatile @Nullable Throwable failure;

    /**
     * Makes one.
     *
     * @param clock the pool's clock
     * @param tags knows streams and due times
     * @param limits bounds its memory
     */
    public Recorder(NanoClock clock, TaskTags tags, RecorderLimits limits) {
        this.clock = clock;
        recordingObserver = new RecordingObserver(tags, limits.queue());
        collector = new Collector(recordingObserver, clock, limits);
        backlog = limits.backlog();
        pace = new ReadingPace(clock);
        thread.setDaemon(true);
    }

    /** {@return the observer of this recorder, which the pool is to be built with} */
    public PoolObserver observer() {
        return recordingObserver;
    }

    /**
     * Starts collecting.
     *
     * @param originNanos the start of the run on the pool's clock, from which all stamps count. An event with an earlier stamp
     *            counts as at 0, and keeps its stamp
     * @param maxWorkers how many workers the pool may have: never more are counted as alive, though their threads may have told
     *            of a new one before they tell that the one it replaces is gone
     * @throws IllegalStateException if it was started before
     */
    public void start(long originNanos, int maxWorkers) {
        if (thread.getState() != Thread.State.NEW) {
            throw new IllegalStateException("a recorder is started once");
        }
        collector.setOrigin(originNanos);
        collector.setMaxWorkers(maxWorkers);
        thread.start();
    }

    /**
     * As {@link #start(long, int)}, of a pool whose size is not known.
     *
     * @param originNanos the start of the run on the pool's clock
     * @throws IllegalStateException if it was started before
     */
    public void start(long originNanos) {
        start(originNanos, Integer.MAX_VALUE);
    }

    /**
     * Has what the calling thread cancels from now on, until {@link #tried}, recorded as cancelled by an action. For one thread
     * at a time.
     *
     * @param action what it is about to do
     */
    public void acting(Action action) {
        recordingObserver.acting(action);
    }

    /** The calling thread has done what it was {@linkplain #acting about to do}, or has tried in vain. */
    public void tried() {
        recordingObserver.tried();
    }

    /**
     * Records that something was done to the pool, or was tried and refused. To be called once what became of it is known.
     *
     * @param nanos when it was begun, on the pool's clock
     * @param action what
     * @param answer what became of it
     */
    public void action(long nanos, Action action, Answer answer) {
        recordingObserver.action(nanos, action, answer);
    }

    /**
     * Records that a task, and its worker with it, waits from now on; or that it waits for something else now. To be
     * called in the thread of the worker. Never waits.
     *
     * @param nanos since when, on the pool's clock
     * @param taskId which task
     * @param workerId the worker that has it
     * @param awaited what it waits for
     */
    public void blocked(long nanos, long taskId, int workerId, Awaited awaited) {
        recordingObserver.waits(EventType.TASK_BLOCKED, nanos, taskId, workerId, awaited);
    }

    /**
     * Records that a task which was {@linkplain #blocked blocked} goes on. To be called in the thread of the worker. Never
     * waits.
     *
     * @param nanos when, on the pool's clock
     * @param taskId which task
     * @param workerId the worker that has it
     * @param awaited the lock that it has now, with the task that had it before; null if it got nothing
     */
    public void resumed(long nanos, long taskId, int workerId, @Nullable Awaited awaited) {
        recordingObserver.waits(EventType.TASK_RESUMED, nanos, taskId, workerId, awaited);
    }

    /**
     * Makes a reader of the events while they come. It first gets all that the log has. The reader made before, if any, gets
     * no more.
     *
     * @return the new reader
     */
    public LiveReader newReader() {
        LiveReader fresh = new LiveReader(backlog, pace::read);
        LiveReader before = reader;
        reader = fresh;
        if (before != null) {
            before.close();
        }
        return fresh;
    }

    /**
     * Hands on all that is collected. To be called before the recorder is started.
     *
     * @param other gets it
     */
    public void tap(RunTap other) {
        tap = other;
    }

    /** {@return the counts of a moment ago} */
    public Counts counts() {
        return counts;
    }

    /**
     * Gives the numbers of the run so far. They are made by the recorder's own thread, soon after they were asked for, and
     * no more often than four times a second: what asks in turn finds them no older than that. Counts may be of slightly
     * different moments, but never show an end without its beginning. When the run is finished they are final.
     *
     * @return the numbers; null if they are asked for the first time
     */
    public @Nullable Summary summary() {
        RecordedRun run = result;
        if (run != null) {
            return run.summary();
        }
        summaryWanted = true;
        return summary;
    }

    /**
     * Takes in all that was observed until now, and stops. A live reader gets it too, and every event that comes later is
     * lost.
     *
     * @return the run
     * @throws IllegalStateException if it was not started, or if collecting failed, or if the tags have ever thrown
     *         anything, which is the cause then
     */
    public RecordedRun finish() {
        if (thread.getState() == Thread.State.NEW) {
            throw new IllegalStateException("a recorder that was not started has nothing to finish");
        }
        finishing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        RecordedRun run = result;
        if (run == null) {
            throw new IllegalStateException("the events of the run could not be collected", failure);
        }
        return run;
    }

    private void collect() {
        try {
            while (!finishing) {
                publish(collector.collect(false));
                sumUp();
                LockSupport.parkNanos(this, pace.pause(PAUSE_NANOS));
            }
            recordingObserver.close();
            List<RunEvent> last = collector.collect(true);
            EventBatch end = collector.batch(last);
            tapped(end);
            Throwable thrown = recordingObserver.failure();
            if (thrown != null) {
                throw thrown;
            }
            RecordedRun run = collector.result();
            LiveReader current = reader;
            if (current != null) {
                current.publishLast(end, run.asBatch(collector.horizonNanos()));
            }
            counts = collector.counts();
            result = run;
        } catch (Throwable unexpected) {
            // From here on everything is lost, and counted; finish() throws the cause.
            recordingObserver.close();
            failure = unexpected;
        }
    }

    private void sumUp() {
        long now = clock.nanoTime();
        if (!summaryWanted || (summary != null
                && now - summedUpNanos < Math.max(SUMMARY_NANOS, SUMMARY_SHARE * summingUpNanos))) {
            return;
        }
        summaryWanted = false;
        summary = collector.summary();
        summedUpNanos = clock.nanoTime();
        summingUpNanos = summedUpNanos - now;
    }

    private void publish(List<RunEvent> events) {
        counts = collector.counts();
        LiveReader current = reader;
        if (current != null || tap != null) {
            EventBatch batch = collector.batch(events);
            tapped(batch);
            if (current != null) {
                current.publish(batch, collector::logged);
            }
        }
    }

    private void tapped(EventBatch batch) {
        RunTap other = tap;
        if (other != null) {
            other.take(batch);
        }
    }
}
