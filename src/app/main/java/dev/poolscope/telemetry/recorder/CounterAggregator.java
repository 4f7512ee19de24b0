package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolState;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;

/** Adds up what was reported to all buffers, and beside them. For the collector's thread. */
public final class CounterAggregator {

    /**
     * In the order in which they are read: what comes later in a life first, so that it is never without what leads to it.
     */
    private static final EventType[] READING = {EventType.COMPLETED, EventType.FAILED, EventType.TASK_LEFT_WORKER,
            EventType.CANCELLED, EventType.TERMINATED, EventType.SHUTDOWN_BEGAN, EventType.BROKEN, EventType.JOIN_ENDED,
            EventType.JOIN_BEGAN, EventType.WORKER_RETIRED, EventType.WORKER_RETIRING, EventType.STARTED,
            EventType.WORKER_SPAWNED, EventType.SUBMITTED, EventType.REJECTED};
    /** More than it takes unless many threads tell without pause. */
    private static final int ATTEMPTS = 32;
    /** How many buffers one look at the counters may read in all: with thousands of workers it must not take all of a core. */
    private static final int MOST_BUFFERS = 4096;
    private static final EventType[] ONCE = {EventType.TERMINATED, EventType.BROKEN, EventType.STARVED};

    private final RecordingObserver recordingObserver;
    private int maxWorkers = Integer.MAX_VALUE;

    public CounterAggregator(RecordingObserver recordingObserver) {
        this.recordingObserver = recordingObserver;
    }

    private List<Totals> all() {
        List<Totals> all = new ArrayList<>();
        all.add(recordingObserver.shared());
        for (EventBuffer eventBuffer = recordingObserver.tracks()
                .newest(); eventBuffer != null; eventBuffer = eventBuffer.older) {
            all.add(eventBuffer.totals());
        }
        return all;
    }

    /** How many workers the pool may have; for a moment, threads may have told of more. */
    void setMaxWorkers(int most) {
        maxWorkers = most;
    }

    /** How things stand. */
    Counts counts() {
        return read().now();
    }

    /**
     * How things stand, by counters that are read now.
     *
     * @param clock tells when
     * @param origin the start of the run on that clock
     */
    CountSample sample(NanoClock clock, long origin) {
        Reading reading = read();
        // Not when it was to be read: since then tasks and workers may have come and gone that are in it.
        long nanos = clock.nanoTime() - origin;
        EventCounts counts = reading.counts;
        PoolState state = counts.state();
        return new CountSample(nanos, reading.now(), state,
                counts.of(EventType.BROKEN) > 0,
                droppedFrom(origin), mostLateNanos());
    }

    /**
     * Reads the counters of all threads, again and again until nothing was told meanwhile, or else the time when least was: a
     * reader that is held up between two counters would count as busy each task that passes from one to the other.
     */
    private Reading read() {
        Reading best = reading();
        long least = Long.MAX_VALUE;
        Reading now = best;
        int attempts = Math.clamp(MOST_BUFFERS / best.buffers, 1, ATTEMPTS);
        for (int attempt = 0; attempt < attempts && least > 0; attempt++) {
            Reading next = reading();
            long told = next.sum - now.sum;
            if (told < least) {
                least = told;
                best = now;
            }
            now = next;
        }
        return least == 0 ? best.undisturbed() : best;
    }

    /** What all counters said. The sum of those that only rise stands for all of them. */
    private record Reading(EventCounts counts, long busy, long alive, boolean dropped, long sum, int buffers) {

        /** The same, of counters that did not change meanwhile. */
        Reading undisturbed() {
            return new Reading(counts, inHand(counts), alive, dropped, sum, buffers);
        }

        Counts now() {
            return counts.now(busy, alive, dropped);
        }
    }

    private Reading reading() {
        List<Totals> all = all();
        EventCounts counts = new EventCounts();
        for (Totals totals : all) {
            counts.addCancelledPending(totals.cancelledPending());
            counts.addCancelledByPool(totals.cancelledByPool());
        }
        long atMost = 0;
        for (Totals totals : all) {
            long left = totals.count(EventType.COMPLETED) + totals.count(EventType.FAILED)
                    + totals.count(EventType.TASK_LEFT_WORKER);
            long inHand = Math.max(0, totals.count(EventType.STARTED) - left);
            // A worker has one task in hand, and a track of its own if it has one.
            atMost += totals == recordingObserver.shared() ? inHand : Math.min(1, inHand);
        }
        // Before those that are gone, which is the other way round than for tasks: no more are alive than there were.
        long spawned = told(all, EventType.WORKER_SPAWNED);
        long sum = 0;
        for (EventType type : READING) {
            long told = told(all, type);
            counts.add(type, told);
            sum += told;
        }
        long alive = Math.clamp(spawned - counts.of(EventType.WORKER_RETIRED), 0, maxWorkers);
        long shutDown = recordingObserver.retired(RetirementReason.SHUTDOWN);
        long broken = recordingObserver.retired(RetirementReason.BROKEN);
        if (shutDown > 0) {
            counts.addRetired(RetirementReason.SHUTDOWN, shutDown);
        }
        // A worker that retires because of either has found the queue dropped.
        boolean dropped = counts.cancelledByPool() > 0 || shutDown > 0 || broken > 0;
        return new Reading(counts, Math.min(inHand(counts), atMost), alive, dropped, sum, all.size());
    }

    private static long inHand(EventCounts counts) {
        long left = counts.of(EventType.COMPLETED) + counts.of(EventType.FAILED)
                + counts.of(EventType.TASK_LEFT_WORKER);
        return Math.max(0, counts.of(EventType.STARTED) - left);
    }

    private static long told(List<Totals> all, EventType type) {
        long told = 0;
        for (Totals totals : all) {
            told += totals.count(type);
        }
        return told;
    }

    /** No more tasks than were pending at the moment of the call. Ends the keeping of exact times when there are too many. */
    long pendingAtLeast() {
        List<Totals> all = all();
        long submitted = told(all, EventType.SUBMITTED);
        if (submitted > Histogram.KEPT) {
            recordingObserver.sharedStreams().room().close();
        }
        long left = told(all, EventType.STARTED);
        for (Totals totals : all) {
            left += totals.cancelledPending();
        }
        return submitted - left;
    }

    /** How many events of each type have lost their detail. */
    void addLostTo(EventCounts counts) {
        for (Totals totals : all()) {
            for (EventType type : EventType.values()) {
                counts.add(type, totals.lost(type));
            }
        }
    }

    /** How many events of a type have lost their detail. */
    long lost(EventType type) {
        return all().stream().mapToLong(totals -> totals.lost(type)).sum();
    }

    long lost() {
        long lost = 0;
        for (Totals totals : all()) {
            lost += totals.lost();
        }
        return lost;
    }

    /** The first stamp, on the pool's clock, of an event that has lost its detail; {@link Long#MAX_VALUE} if none has. */
    long firstLostNanos() {
        long first = Long.MAX_VALUE;
        for (Totals totals : all()) {
            first = Math.min(first, totals.firstLostNanos());
        }
        return first;
    }

    private long droppedFrom(long origin) {
        long first = Long.MAX_VALUE;
        for (Totals totals : all()) {
            first = Math.min(first, totals.firstDroppedNanos());
        }
        return first == Long.MAX_VALUE ? first : Math.max(0, first - origin);
    }

    /** By how much the latest arrival was late; 0 if none was. */
    long mostLateNanos() {
        long most = 0;
        for (Totals totals : all()) {
            most = Math.max(most, totals.mostLateNanos());
        }
        return most;
    }

    /** The latest stamp, on the pool's clock, of an event that has lost its detail; only if any has. */
    long latestLostNanos() {
        long latest = Long.MIN_VALUE;
        for (Totals totals : all()) {
            latest = Math.max(latest, totals.latestLostNanos());
        }
        return latest;
    }

    /** The highest number of a task; 0 if there is none. */
    public long lastTask() {
        long last = 0;
        for (Totals totals : all()) {
            last = Math.max(last, totals.lastTask());
        }
        return last;
    }

    /** Sums up; of a live run as it was a moment ago. */
    Summary summary(int peakWorkers, int peakPending, long unkept) {
        List<Totals> all = all();
        EventCounts counts = new EventCounts();
        for (EventType type : READING) {
            counts.add(type, told(all, type));
        }
        for (EventType type : ONCE) {
            counts.add(type, told(all, type));
        }
        for (RetirementReason reason : RetirementReason.values()) {
            counts.addRetired(reason, recordingObserver.retired(reason));
        }
        long completed = counts.of(EventType.COMPLETED);
        return new Summary(counts.of(EventType.SUBMITTED), completed, counts.of(EventType.FAILED),
                counts.of(EventType.CANCELLED), counts.of(EventType.REJECTED), peakWorkers, peakPending,
                counts.of(EventType.WORKER_SPAWNED), counts.retired(), distribution(all, Totals::addWaitTimesTo),
                distribution(all, Totals::addRunTimesTo), distribution(all, Totals::addTotalTimesTo),
                throughput(all, completed), distribution(all, Totals::addLatenessTo), lost(), unkept,
                counts.of(EventType.TERMINATED) > 0, counts.of(EventType.BROKEN) > 0,
                counts.of(EventType.STARVED) > 0, all.stream().mapToLong(Totals::blockedNanos).sum(), streams());
    }

    private List<StreamSummary> streams() {
        Map<String, List<Totals>> byStream = new TreeMap<>();
        BiConsumer<String, Totals> gather = (stream, totals) -> byStream
                .computeIfAbsent(stream, _ -> new ArrayList<>()).add(totals);
        recordingObserver.sharedStreams().forEach(gather);
        for (EventBuffer eventBuffer = recordingObserver.tracks()
                .newest(); eventBuffer != null; eventBuffer = eventBuffer.older) {
            eventBuffer.streams().forEach(gather);
        }
        List<StreamSummary> streams = new ArrayList<>();
        byStream.forEach((stream, all) -> streams.add(stream(stream, all)));
        return streams;
    }

    private static StreamSummary stream(String stream, List<Totals> all) {
        // In the order of READING: what comes later in a life first.
        long completed = told(all, EventType.COMPLETED);
        long failed = told(all, EventType.FAILED);
        long started = told(all, EventType.STARTED);
        return new StreamSummary(stream, told(all, EventType.SUBMITTED), started, completed, failed,
                told(all, EventType.REJECTED), distribution(all, Totals::addWaitTimesTo),
                distribution(all, Totals::addRunTimesTo), distribution(all, Totals::addTotalTimesTo),
                throughput(all, completed), distribution(all, Totals::addLatenessTo));
    }

    private static double throughput(List<Totals> all, long completed) {
        long firstDue = Long.MAX_VALUE;
        long lastEnd = Long.MIN_VALUE;
        for (Totals totals : all) {
            firstDue = Math.min(firstDue, totals.firstDueNanos());
            lastEnd = Math.max(lastEnd, totals.lastEndNanos());
        }
        double seconds = completed == 0 || firstDue > lastEnd ? 0 : (lastEnd - firstDue) / 1e9;
        return seconds == 0 ? 0 : completed / seconds;
    }

    private static SampleSummary distribution(List<Totals> all, BiConsumer<Totals, Histogram> times) {
        Histogram histogram = new Histogram(Histogram.KEPT);
        all.forEach(totals -> times.accept(totals, histogram));
        return histogram.distribution();
    }
}
