package dev.poolscope.sizing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.stats.Histogram;
import dev.poolscope.workload.model.Measurements;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.TaskMeasurements;
import dev.poolscope.workload.run.Obstacle;
import dev.poolscope.workload.run.RunListener;
import dev.poolscope.workload.run.StreamTarget;
import org.jspecify.annotations.Nullable;

/**
 * Measures a simulated run and keeps nothing of its details: counts, peaks, three histograms, three more for each stream that a goal is about, and the area below the number of
 * tasks in the pool. Percentiles are nearest-rank: exact up to {@value Histogram#KEPT} tasks, within 0.4 %
 * beyond. For one thread.
 */
final class RunMeter implements PoolObserver, RunListener, Measurements {

    private final RunLimit limit;
    private long submitted;
    private long completed;
    private long failed;
    private long cancelled;
    private long rejected;
    private long spawned;
    private long alive;
    private long peakAlive;
    private long pending;
    private long peakPending;
    private long firstDue = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;
    private boolean terminated;
    private boolean broken;
    private boolean starved;
    private final Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);
    private final Histogram wait = new Histogram(Histogram.KEPT);
    private final Histogram run = new Histogram(Histogram.KEPT);
    private final Histogram total = new Histogram(Histogram.KEPT);
    private double busyNanos;
    /** What came of each stream, and what of that has ended. */
    private final Map<String, Asked> streams = new HashMap<>();
    /** The task that each worker has in hand. */
    private final Map<Integer, Hand> inHand = new HashMap<>();
    /** What is measured of the streams that goals are about. */
    private final Map<String, StreamMeter> measured = new HashMap<>();
    /** Of each worker whose task is blocked, since when. */
    private final Map<Integer, Long> blockedSince = new HashMap<>();
    /** For how long the task that each worker has in hand was blocked. */
    private final Map<Integer, Long> blocked = new HashMap<>();
    private long inPool;
    private long since;
    private double area;
    private long end;

    private int workers;
    private long lengthNanos;

    /** A task that a worker has. */
    private record Hand(Asked stream, long due) {}

    /** What one stream asks for. */
    private static final class Asked {
        private final @Nullable StreamMeter measured;
        private long arrived;
        private long ended;
        private double nanos;
        private double blockedNanos;

        Asked(@Nullable StreamMeter measured) {
            this.measured = measured;
        }

        /** For how long all that came would keep workers from other tasks. */
        double claimed() {
            return ended == 0 ? 0 : arrived * nanos / ended;
        }

        /** For how long all that came would keep workers busy. */
        double worked() {
            return ended == 0 ? 0 : arrived * (nanos - blockedNanos) / ended;
        }
    }

    /** Says when a run is not wanted any more. */
    @FunctionalInterface
    interface RunLimit {
        boolean isOver();
    }

    /** The run is not wanted any more. Neither the pool nor an action takes it for a refusal. */
    static final class NotWanted extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotWanted() {
            super("the run is not wanted any more", null, false, false);
        }
    }

    /**
     * Makes one that has measured nothing yet.
     *
     * @param limit asked now and then
     * @param streams what is measured of these by themselves, too
     */
    RunMeter(RunLimit limit, Set<String> streams) {
        this.limit = limit;
        streams.forEach(stream -> measured.put(stream, new StreamMeter()));
    }

    /** Tells what a utilisation is a part of, which no event does: how many workers there may be, and how long the run is. */
    void of(int most, long nanos) {
        workers = most;
        lengthNanos = nanos;
    }

    private void inPool(long nanos, int more) {
        area += (double) inPool * (nanos - since);
        since = nanos;
        inPool += more;
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        if ((taskId & 0xff) == 0 && limit.isOver()) {
            throw new NotWanted();
        }
        submitted++;
        long due = due(target, nanos);
        firstDue = Math.min(firstDue, due);
        peakPending = Math.max(peakPending, ++pending);
        Asked stream = asked(target);
        stream.arrived++;
        if (stream.measured != null) {
            stream.measured.submitted(due);
        }
        inPool(nanos, 1);
    }

    private Asked asked(@Nullable Object target) {
        return streams.computeIfAbsent(target instanceof StreamTarget task ? task.stream() : "",
                name -> new Asked(measured.get(name)));
    }

    private static long due(@Nullable Object target, long submitted) {
        return target instanceof StreamTarget task ? task.dueNanos(submitted) : submitted;
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        rejected++;
        Asked stream = asked(target);
        stream.arrived++;
        if (stream.measured != null) {
            stream.measured.refused();
        }
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, @Nullable Object target) {
        pending--;
        long due = due(target, nanos - queueNanos);
        wait.add(nanos - due);
        Asked stream = asked(target);
        if (stream.measured != null) {
            stream.measured.started(nanos - due);
        }
        inHand.put(workerId, new Hand(stream, due));
        blockedSince.remove(workerId);
        blocked.remove(workerId);
    }

    @Override
    public void blocked(long nanos, long taskId, int workerId, Obstacle obstacle) {
        blockedSince.putIfAbsent(workerId, nanos);
    }

    @Override
    public void resumed(long nanos, long taskId, int workerId, @Nullable Obstacle overcome) {
        Long from = blockedSince.remove(workerId);
        if (from != null) {
            blocked.merge(workerId, nanos - from, Long::sum);
        }
    }

    private void ended(long nanos, int workerId, long queueNanos, long runNanos, boolean returned) {
        Hand hand = inHand.get(workerId);
        long inAll = hand == null ? queueNanos + runNanos : nanos - hand.due();
        if (hand != null) {
            Asked stream = hand.stream();
            stream.ended++;
            stream.nanos += runNanos;
            stream.blockedNanos += blocked.getOrDefault(workerId, 0L);
            if (stream.measured != null) {
                stream.measured.ended(returned, nanos, runNanos, inAll);
            }
        }
        run.add(runNanos);
        total.add(inAll);
        busyNanos += runNanos;
        lastEnd = Math.max(lastEnd, nanos);
        inPool(nanos, -1);
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        completed++;
        ended(nanos, workerId, queueNanos, runNanos, true);
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        failed++;
        ended(nanos, workerId, queueNanos, runNanos, false);
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        cancelled++;
        if (workerId == 0) {
            pending--;
        }
        inPool(nanos, -1);
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pendingThen, int free, int aliveThen) {
        spawned++;
        peakAlive = Math.max(peakAlive, ++alive);
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        alive--;
        retired.merge(reason, 1L, Long::sum);
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        broken = true;
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        starved = true;
    }

    @Override
    public void terminated(long nanos) {
        terminated = true;
        end = nanos;
        inPool(nanos, 0);
    }

    /** The mean number of tasks in the pool, over the whole run. */
    double meanInPool() {
        return end == 0 ? Double.NaN : area / end;
    }

    double arrivalsPerSecond() {
        return end == 0 ? Double.NaN : submitted * 1e9 / end;
    }

    /** The part of all workers' time, to the end of the run or of the pool if that was later, that went into tasks that completed or failed. */
    @Override
    public OptionalDouble utilisation() {
        double time = (double) workers * Math.max(lengthNanos, end);
        return time <= 0 ? OptionalDouble.empty() : OptionalDouble.of(busyNanos / time);
    }

    @Override
    public TaskMeasurements ofStream(String stream) {
        StreamMeter its = measured.get(stream);
        if (its == null) {
            throw new IllegalArgumentException("nothing is measured of the stream " + stream + " by itself");
        }
        return its;
    }

    /** How many workers the tasks that came would have kept busy, if each took as long as those of its stream that have ended; no time counts for which they are blocked. */
    double offeredLoad(long lengthNanos) {
        return run.count() == 0
                ? Double.NaN
                : streams.values().stream().mapToDouble(Asked::worked).sum() / lengthNanos;
    }

    /** How many workers the tasks of some streams would have kept from other tasks, if each took as long as those of its stream that have ended. */
    double claimed(long lengthNanos, Predicate<String> which) {
        return streams.entrySet().stream().filter(stream -> which.test(stream.getKey()))
                .mapToDouble(stream -> stream.getValue().claimed()).sum() / lengthNanos;
    }

    double neverStarted() {
        return SeedRun.neverStarted(submitted, wait.count());
    }

    // ---------------------------------------------------------------- measurements

    @Override
    public long count(Quantity.Count count) {
        return switch (count) {
            case SUBMITTED -> submitted;
            case COMPLETED -> completed;
            case FAILED -> failed;
            case CANCELLED -> cancelled;
            case REJECTED -> rejected;
            case PEAK_WORKERS -> peakAlive;
            case PEAK_PENDING -> peakPending;
            case SPAWNED -> spawned;
        };
    }

    @Override
    public long retired(RetirementReason reason) {
        return retired.getOrDefault(reason, 0L);
    }

    private Histogram samples(Quantity.Span span) {
        return switch (span) {
            case WAIT -> wait;
            case RUN -> run;
            case TOTAL -> total;
        };
    }

    @Override
    public boolean isExact(Quantity.Span span) {
        return samples(span).isExact();
    }

    @Override
    public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
        return StreamMeter.nanos(samples(span), statistic);
    }

    @Override
    public OptionalDouble throughput() {
        return StreamMeter.throughput(completed, failed, firstDue, lastEnd);
    }

    @Override
    public boolean is(Quantity.State state) {
        return switch (state) {
            case TERMINATED -> terminated;
            case BROKEN -> broken;
            case STARVED -> starved;
        };
    }
}
