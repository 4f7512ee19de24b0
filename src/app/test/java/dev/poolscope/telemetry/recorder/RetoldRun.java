package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * A run that is known by its events, told to a recorder that has room for few of them: what the recorder makes of it can be held
 * against all of them. Details are lost, tasks are sampled, and old ones leave the log.
 */
public final class RetoldRun {
    private static final long READINGS_APART = 8_000_000;
    /** One of so many instants. */
    private static final int LOSSES_APART = 60;
    private static final long MOST_LATE = 20_000_000;

    private final List<RunEvent> events;
    private final Retelling retelling;
    private final Random dice;
    private final SettableClock clock = new SettableClock(0);
    private final RecordingObserver observer;
    private final Collector collector;
    private final LiveReader reader;
    private final TreeSet<Long> readings = new TreeSet<>(List.of(-1L));
    private final Manner manner;
    private final Consumer<RetoldRun> onReading;
    /** When each event is told; never before it happened. */
    private final long[] at;
    private int told;

    /** How it is told. */
    public enum Manner {
        /** With losses. */
        LOSSY,
        /** Nothing is lost, as long as there is room. */
        WHOLE,
        /** Nothing is lost, but some threads are held up between a step and telling of it, for longer than the recorder holds events back. */
        LATE
    }

    /**
     * A recorder that has recorded nothing yet.
     *
     * @param all the events
     * @param room how many of them the recorder has room for on their way; four times as many in its log
     * @param dice for what is sampled, and when the counters are read
     */
    public RetoldRun(List<RunEvent> all, int room, Random dice) {
        this(all, room, dice, Manner.LOSSY, _ -> {});
    }

    /**
     * A recorder that has recorded nothing yet.
     *
     * @param all the events
     * @param room how many of them the recorder has room for on their way; four times as many in its log
     * @param dice for what is sampled or late, and when the counters are read
     * @param manner how it is told
     * @param onReading is called each time when the recorder has collected what was told
     */
    public RetoldRun(List<RunEvent> all, int room, Random dice, Manner manner, Consumer<RetoldRun> onReading) {
        List<RunEvent> inOrder = all.stream().filter(event -> event.type() != EventType.NOT_RECORDED).sorted().toList();
        IdentityHashMap<RunEvent, Long> times = new IdentityHashMap<>();
        Map<Integer, Long> heldUp = new HashMap<>();
        for (RunEvent event : inOrder) {
            boolean late = manner == Manner.LATE && dice.nextInt(30) == 0;
            times.put(event, heldUp.merge(event.workerId(), event.nanos() + (late ? dice.nextLong(MOST_LATE) : 0),
                    Math::max));
        }
        events = inOrder.stream().sorted(Comparator.comparing(times::get)).toList();
        at = events.stream().mapToLong(times::get).toArray();
        this.manner = manner;
        this.onReading = onReading;
        this.dice = dice;
        retelling = Retelling.of(events);
        observer = new RecordingObserver(new TaskTags() {
            @Override
            public @Nullable String streamOf(Object target) {
                return Retelling.TAGS.streamOf(target);
            }

            @Override
            public long dueNanosOf(Object target, long submittedNanos) {
                return Retelling.TAGS.dueNanosOf(target, submittedNanos);
            }

            @Override
            public @Nullable Action actionOf(Throwable thrown) {
                return actionBehind(Canceller.BREAKAGE);
            }
        }, room);
        collector = new Collector(observer, clock, new RecorderLimits(room, room * 4, room * 2));
        collector.setOrigin(0);
        reader = new LiveReader(room * 2);
    }

    /** Tells what happened up to a time, and lets the recorder collect now and then, and in the end. */
    public void tellUntil(long nanos) {
        long next = nextReading();
        while (told < events.size() && at[told] <= nanos) {
            long now = at[told];
            for (; next < now; next = nextReading()) {
                clock.set(next);
                collect();
            }
            clock.set(now);
            // As when rings and queue are full: what happens at this instant is counted, and no more.
            Sampling usual = observer.sampling();
            boolean full = manner == Manner.LOSSY && dice.nextInt(LOSSES_APART) == 0;
            if (full) {
                observer.sample(Sampling.NONE);
            }
            for (; told < events.size() && at[told] == now; told++) {
                tell(events.get(told));
            }
            if (full) {
                observer.sample(usual);
            }
            if (manner == Manner.LOSSY && dice.nextInt(200) == 0) {
                observer.sample(observer.sampling().after(new CounterAggregator(observer).lastTask(),
                        dice.nextInt(3)));
            }
        }
        clock.set(Math.max(clock.nanoTime(), nanos));
        collect();
    }

    private long nextReading() {
        return clock.nanoTime() + 1 + dice.nextLong(READINGS_APART);
    }

    private void tell(RunEvent event) {
        switch (event) {
            case TaskEvent.Blocked it -> observer.waits(EventType.TASK_BLOCKED, it.nanos(), it.taskId(),
                    it.workerId(), it.awaited());
            case TaskEvent.Resumed it -> observer.waits(EventType.TASK_RESUMED, it.nanos(), it.taskId(),
                    it.workerId(), it.awaited());
            case PoolEvent.ActionPerformed it -> observer.action(it.nanos(), it.action(), it.answer());
            case PoolEvent.ShutdownBegan _ -> tellAs(actionBehind(Canceller.SHUTDOWN), event);
            case TaskEvent.Cancelled it -> tellAs(it.action(), event);
            default -> retelling.tell(observer, event);
        }
    }

    /** As in the thread that performs an action, if it was one. */
    private void tellAs(@Nullable Action action, RunEvent event) {
        if (action != null) {
            observer.acting(action);
        }
        retelling.tell(observer, event);
        observer.tried();
    }

    /** The action by which the pool cancelled tasks, for one reason or the other; null if it was none. */
    private @Nullable Action actionBehind(Canceller by) {
        return events.stream().filter(event -> event instanceof TaskEvent.Cancelled it && it.by() == by)
                .map(event -> ((TaskEvent.Cancelled) event).action()).filter(Objects::nonNull).findFirst()
                .orElse(null);
    }

    private void collect() {
        List<RunEvent> collected = collector.collect(false);
        read();
        reader.publish(collector.batch(collected), collector::logged);
        onReading.accept(this);
    }

    /** The numbers so far. */
    public Summary summary() {
        return collector.summary();
    }

    /** What was told until now. */
    public List<RunEvent> told() {
        return events.subList(0, told);
    }

    public long now() {
        return clock.nanoTime();
    }

    private void read() {
        readings.add(clock.nanoTime());
        // What the counters say when the pool has terminated, they said when it did.
        events.subList(0, told).stream().filter(PoolEvent.Terminated.class::isInstance).map(RunEvent::nanos)
                .forEach(readings::add);
    }

    /** Tells the rest, and ends the recording. */
    public RecordedRun finish(long nanos) {
        tellUntil(Math.max(nanos, at.length == 0 ? 0 : at[at.length - 1]));
        observer.close();
        List<RunEvent> last = collector.collect(true);
        RecordedRun run = collector.result();
        reader.publishLast(collector.batch(last), run.asBatch(clock.nanoTime()));
        return run;
    }

    /** What a reader gets that has read all so far. */
    public List<EventBatch> poll() {
        List<EventBatch> batches = new ArrayList<>();
        for (EventBatch batch = next(); batch != null; batch = next()) {
            batches.add(batch);
        }
        return batches;
    }

    private @Nullable EventBatch next() {
        return reader.poll();
    }

    /** When the counters were read last by a time; -1 if they had not been yet. */
    public long readBy(long nanos) {
        Long time = readings.floor(Math.max(-1, nanos));
        return time == null ? -1 : time;
    }
}
