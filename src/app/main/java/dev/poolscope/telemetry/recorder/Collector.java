package dev.poolscope.telemetry.recorder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.CountHistory;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The cold side of a recorder: turns details into events, puts them in order, logs and hands them on. All of it happens in
 * one thread at a time. What it takes of the steps of tasks is limited by an {@link SamplingController}; counts and times
 * do not depend on it, for they come from the {@link CounterAggregator}.
 *
 * <p>Events are held back for a short while, because a thread may be held up between taking a stamp and reporting: what
 * comes within that time is put in order before it is seen. What comes later still is put in its place, by each of
 * those that keep events in order. What waits in a buffer does not come late: the horizon waits for it.
 */
public final class Collector {

    /** Much longer than a thread that is not waiting for a processor needs to report, much shorter than an eye notices. */
    public static final long HOLD_NANOS = 5_000_000;

    private final RecordingObserver recordingObserver;
    private final CounterAggregator counterAggregator;
    private final NanoClock clock;
    private final int mostHeld;
    private final EventLog log;
    private final Peaks peaks = new Peaks();
    private final SamplingController samplingController;
    private final List<RunEvent> held = new ArrayList<>();
    private final EventTurns turns = new EventTurns();
    private final CountHistory counted = new CountHistory();
    /** Read after the horizon: what they say is not yet known by the events. */
    private final Deque<CountSample> ahead = new ArrayDeque<>();
    private List<CountSample> fresh = List.of();
    private long origin;
    private long horizon;
    private int rarity;
    /** When the pool terminated; the latest of all times if that has not been told, or is done with. */
    private long terminated = Long.MAX_VALUE;
    /** The longest queue that the counts have shown, for when not every task is seen. */
    private long mostPending;
    /** The most workers that the counts have shown, since not every worker is seen. */
    private int mostAlive;

    public Collector(RecordingObserver recordingObserver, NanoClock clock, RecorderLimits limits) {
        this.recordingObserver = recordingObserver;
        this.counterAggregator = new CounterAggregator(recordingObserver);
        this.clock = clock;
        this.mostHeld = limits.queue();
        this.log = new EventLog(limits.log());
        this.samplingController = new SamplingController(limits.queue());
    }

    public void setOrigin(long nanos) {
        origin = nanos;
    }

    void setMaxWorkers(int most) {
        counterAggregator.setMaxWorkers(most);
    }

    /** Takes what has come, and lets go what has been held for long enough, or everything. */
    public List<RunEvent> collect(boolean everything) {
        long now = clock.nanoTime() - origin;
        recordingObserver
                .drain(entry -> hold(entry.nanos(), entry.type(), entry.taskId(), entry.workerId(), entry.due(),
                        entry.payload()));
        long known = takeFromTracks(now, everything);
        // Two runs that are in order each, or nearly so: sorting finds them and merges.
        held.sort(null);
        horizon = Math.max(horizon, Math.min(everything ? now : now - HOLD_NANOS, known));
        int count = 0;
        long last = -1;
        // What came and is not known to have gone would count for ever.
        long lostFrom = lostFrom();
        boolean workersKnown = counterAggregator.lost(EventType.WORKER_SPAWNED) == 0
                && counterAggregator.lost(EventType.WORKER_RETIRED) == 0;
        for (; count < held.size(); count++) {
            RunEvent next = held.get(count);
            long nanos = next.nanos();
            if (!everything && nanos >= horizon && held.size() - count <= mostHeld && nanos != last) {
                break;
            }
            last = nanos;
            if (next.nanos() < lostFrom) {
                peaks.addOfTask(next);
            }
            if (workersKnown) {
                peaks.addOfWorker(next);
            }
            if (next.type() == EventType.TERMINATED) {
                terminated = next.nanos();
            }
        }
        if (count > 0) {
            // Of more than can be held some had to go before their time: that is known now.
            horizon = Math.max(horizon, last + 1);
        }
        sampleCounts(everything);
        List<RunEvent> first = held.subList(0, count);
        List<RunEvent> released = List.copyOf(first);
        first.clear();
        log.addAll(released);
        mostPending = Math.max(mostPending, counterAggregator.pendingAtLeast());
        mostAlive = workersKnown ? mostAlive : Math.max(mostAlive, counterAggregator.counts().alive());
        return released;
    }

    /**
     * Counters are shown as they were at the horizon, or just before: so they agree with the events. When the pool has terminated
     * they do not change any more, but for what is refused: where nothing was refused since the reading before, they stand at that time already, where
     * the picture ends.
     */
    private void sampleCounts(boolean everything) {
        ahead.add(counterAggregator.sample(clock, origin));
        fresh = new ArrayList<>();
        while (!ahead.isEmpty() && (everything || ahead.getFirst().nanos() <= horizon)) {
            CountSample sample = ahead.removeFirst();
            if (terminated < sample.nanos() && sample.state() == PoolState.TERMINATED) {
                CountSample last = counted.last();
                if (sample.counts().rejected() == (last == null ? 0 : last.counts().rejected())) {
                    tell(sample.at(last == null ? terminated : Math.max(last.nanos(), terminated)));
                }
                terminated = Long.MAX_VALUE;
            }
            tell(sample);
            horizon = Math.max(horizon, sample.nanos());
        }
    }

    private void tell(CountSample sample) {
        counted.add(sample);
        fresh.add(sample);
    }

    /** Takes what it may, a like share from each track, and tells the time of the first detail that is left. */
    private long takeFromTracks(long now, boolean everything) {
        long told = 0;
        long waiting = 0;
        int tracks = 0;
        for (EventBuffer eventBuffer = recordingObserver.tracks()
                .newest(); eventBuffer != null; eventBuffer = eventBuffer.older) {
            told += eventBuffer.totals().count();
            long unread = eventBuffer.details().unread();
            waiting += unread;
            tracks += unread > 0 ? 1 : 0;
        }
        samplingController.goOn(now, told, waiting);
        adaptSampling();
        int most = samplingController.most();
        boolean all = everything || waiting <= most;
        int share = all || tracks == 0 ? Integer.MAX_VALUE : most / tracks + 1;
        long known = Long.MAX_VALUE;
        for (EventBuffer eventBuffer = recordingObserver.tracks()
                .newest(); eventBuffer != null; eventBuffer = eventBuffer.older) {
            samplingController.took(eventBuffer.details().read(share, this::hold));
            long next = all ? Long.MAX_VALUE : eventBuffer.details().nextNanos();
            known = Math.min(known, next == Long.MAX_VALUE ? next : next - origin);
        }
        return known;
    }

    private void adaptSampling() {
        if (rarity != samplingController.rarity() && recordingObserver.sampling() != Sampling.NONE) {
            rarity = samplingController.rarity();
            recordingObserver.sample(recordingObserver.sampling().after(counterAggregator.lastTask(), rarity));
        }
    }

    private void hold(long stamp, EventType type, long taskId, int workerId, long due, @Nullable Object payload) {
        held.add(turns.next(Observed.event(stamp - origin, type, taskId, workerId, due - origin, payload)));
    }

    long horizonNanos() {
        return horizon;
    }

    /** What was let go at last, for a reader that has all before. */
    public EventBatch batch(List<RunEvent> released) {
        return new EventBatch(released, horizon, false, dropped(), Map.of(),
                new Counted(fresh, lostFrom(), Timeline.UNKNOWN, counterAggregator.lost()));
    }

    private long lostFrom() {
        long first = counterAggregator.firstLostNanos();
        return first == Long.MAX_VALUE ? first : Math.max(0, first - origin);
    }

    private Counted allCounted(long unkeptUntil) {
        return new Counted(counted.samples(), lostFrom(), unkeptUntil, counterAggregator.lost());
    }

    /** All there is, for a reader that starts anew. */
    public EventBatch logged() {
        return new EventBatch(log.snapshot(), horizon, true, dropped(), missing(),
                allCounted(log.hasGivenUp() ? Long.MAX_VALUE : log.latestUnkeptNanos()));
    }

    /** How many events of each type are not in the log. */
    Map<EventType, Long> missing() {
        EventCounts missing = new EventCounts();
        missing.addAll(log.leftOut().byType());
        counterAggregator.addLostTo(missing);
        return missing.byType();
    }

    Counts counts() {
        return counterAggregator.counts();
    }

    long dropped() {
        return counterAggregator.lost() + log.unkept();
    }

    /** The numbers until now. */
    Summary summary() {
        boolean lost = counterAggregator.lost() > 0;
        int pending = lost ? (int) Math.max(mostPending, peaks.pending()) : peaks.pending();
        return counterAggregator.summary(Math.max(mostAlive, peaks.alive()), pending, log.unkept());
    }

    /** Sums up; to be called once, at the end. */
    public RecordedRun result() {
        boolean lost = counterAggregator.lost() > 0;
        long before = log.unkept();
        if (lost) {
            log.removeTorn();
        }
        boolean torn = log.unkept() > before;
        List<RunEvent> events = log.close();
        long complete = Math.max(log.latestUnkeptNanos(),
                lost ? counterAggregator.latestLostNanos() - origin : Timeline.UNKNOWN);
        return new RecordedRun(events, summary(), complete, missing(),
                // Of a task that is torn, what was lost is missing too.
                allCounted(torn ? complete : log.latestUnkeptNanos()));
    }
}
