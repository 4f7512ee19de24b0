package dev.poolscope.telemetry.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;

import dev.poolscope.pool.PoolClosedException;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.Collector;
import dev.poolscope.telemetry.recorder.LiveReader;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.telemetry.recorder.RecordingObserver;
import dev.poolscope.telemetry.recorder.SettableClock;
import dev.poolscope.telemetry.recorder.TaskTags;
import org.jspecify.annotations.Nullable;

/**
 * A pool played with dice, whose recorder has so little room that events are lost, sampled and left out. It keeps an account of
 * its own of everything that it tells the recorder, at each moment. Times are those of a clock that it moves itself.
 */
public final class LossyRun {

    private static final TaskTags TAGS = new TaskTags() {
        @Override
        public @Nullable String streamOf(Object target) {
            return target.toString();
        }

        @Override
        public long dueNanosOf(Object target, long submittedNanos) {
            return submittedNanos - Long.parseLong(target.toString());
        }
    };

    private final Random dice;
    private final SettableClock clock = new SettableClock(0);
    private final RecordingObserver recordingObserver;
    private final Collector collector;
    private final LiveReader reader;
    private final TreeMap<Long, Account> told = new TreeMap<>(Map.of(-1L, new Account()));
    private final TreeMap<Long, Account> read = new TreeMap<>(Map.of(-1L, new Account()));
    private Account account = new Account();

    private final Deque<Long> queue = new ArrayDeque<>();
    private final Map<Long, Long> submittedAt = new TreeMap<>();
    private final Map<Long, Long> endedAt = new TreeMap<>();
    private final Map<Long, Long> lateBy = new TreeMap<>();
    private final long[] running;
    private final boolean[] leaving;
    private final int[] workers;
    private int lastWorker;
    private long lastTask;
    private boolean closed;
    private boolean over;
    private @Nullable RecordedRun recorded;

    /** What has been reported, counted by what reported it. */
    public static final class Account {
        public int alive;
        public int busy;
        public long submitted;
        public long pending;
        public long completed;
        public long failed;
        public long cancelled;
        public long rejected;
        public long cancelledByPool;
        public long mostLate;
        public long leftQueue;
        /** When the task that has waited longest was submitted; -1 if none waits. */
        public long oldest = -1;
        /** By how much it was late. */
        public long oldestLate;

        Account copy() {
            Account copy = new Account();
            copy.alive = alive;
            copy.busy = busy;
            copy.submitted = submitted;
            copy.pending = pending;
            copy.completed = completed;
            copy.failed = failed;
            copy.cancelled = cancelled;
            copy.rejected = rejected;
            copy.cancelledByPool = cancelledByPool;
            copy.mostLate = mostLate;
            copy.leftQueue = leftQueue;
            copy.oldest = oldest;
            copy.oldestLate = oldestLate;
            return copy;
        }

        public Counts counts() {
            return new Counts(alive, busy, alive - busy, pending, submitted, completed, failed, cancelled, rejected,
                    cancelledByPool);
        }
    }

    /**
     * A pool of some workers.
     *
     * @param seed of the dice
     * @param room how many events the recorder has room for, on their way and in its log; 16 is little
     */
    public LossyRun(long seed, int room) {
        dice = new Random(seed);
        recordingObserver = new RecordingObserver(TAGS, room);
        collector = new Collector(recordingObserver, clock, new RecorderLimits(room, room * 4, room * 2));
        collector.setOrigin(0);
        reader = new LiveReader(room * 2);
        int slots = 1 + dice.nextInt(4);
        running = new long[slots];
        leaving = new boolean[slots];
        workers = new int[slots];
    }

    /** As many workers as the pool may have. */
    public int slots() {
        return workers.length;
    }

    /** Goes on by some steps, at one of several paces, and lets the recorder collect now and then. */
    public void play(int steps) {
        long pace = List.of(500L, 20_000L, 2_000_000L).get(dice.nextInt(3));
        int busyness = 2 + dice.nextInt(8);
        for (int i = 0; i < steps && !over; i++) {
            clock.set(clock.nanoTime() + 1 + dice.nextLong(pace));
            int what = dice.nextInt(12);
            if (what < busyness) {
                submit();
            } else if (what == 11 && dice.nextBoolean()) {
                cancelPending();
            } else {
                move(dice.nextInt(workers.length));
            }
            note();
            if (dice.nextInt(64) == 0) {
                collect();
            }
        }
        collect();
    }

    /** Takes all that was told so far, and lets so much time go by that it is all known. */
    public void settle() {
        clock.set(clock.nanoTime() + 2 * Collector.HOLD_NANOS);
        collect();
        clock.set(clock.nanoTime() + 2 * Collector.HOLD_NANOS);
        collect();
    }

    /** Shuts down, lets the workers end, and finishes the recording. */
    public void finish() {
        closed = true;
        clock.set(clock.nanoTime() + 1);
        // The pool cancels all of them at once, and tells of them one by one, while time goes on.
        long dropped = clock.nanoTime();
        List<Long> told = List.copyOf(queue);
        account.leftQueue += queue.size();
        account.cancelled += queue.size();
        account.cancelledByPool += queue.size();
        account.pending = 0;
        queue.clear();
        note();
        busyTime();
        recordingObserver.shutdownBegan(dropped);
        for (long task : told) {
            busyTime();
            recordingObserver.taskCancelled(dropped, task, 0, dropped - submittedAt(task), 0,
                    new PoolClosedException("closed", null));
        }
        for (int slot = 0; slot < workers.length; slot++) {
            while (workers[slot] != 0) {
                clock.set(clock.nanoTime() + 1 + dice.nextLong(50_000));
                move(slot);
                note();
            }
        }
        clock.set(clock.nanoTime() + 1);
        recordingObserver.terminated(clock.nanoTime());
        over = true;
        recordingObserver.close();
        List<RunEvent> last = collector.collect(true);
        read.put(clock.nanoTime(), account.copy());
        RecordedRun run = collector.result();
        recorded = run;
        reader.publishLast(collector.batch(last), run.asBatch(clock.nanoTime()));
    }

    private void busyTime() {
        if (dice.nextInt(4) == 0) {
            clock.set(clock.nanoTime() + 1 + dice.nextLong(50_000_000));
            note();
            collect();
        }
    }

    private void collect() {
        List<RunEvent> events = collector.collect(false);
        read.put(clock.nanoTime(), account.copy());
        reader.publish(collector.batch(events), collector::logged);
    }

    private void note() {
        Long head = queue.peek();
        account.oldest = head == null ? -1 : submittedAt(head);
        account.oldestLate = head == null ? 0 : Objects.requireNonNull(lateBy.get(head));
        told.put(clock.nanoTime(), account.copy());
    }

    private long waited(long task) {
        return clock.nanoTime() - submittedAt(task);
    }

    private long submittedAt(long task) {
        return Objects.requireNonNull(submittedAt.get(task));
    }

    private void submit() {
        long late = dice.nextInt(4) == 0 ? dice.nextLong(30_000_000) : 0;
        account.mostLate = Math.max(account.mostLate, late);
        String target = Long.toString(late);
        if (dice.nextInt(20) == 0) {
            recordingObserver.taskRefused(clock.nanoTime(), target, new RejectedExecutionException());
            account.rejected++;
            return;
        }
        queue.add(++lastTask);
        submittedAt.put(lastTask, clock.nanoTime());
        lateBy.put(lastTask, late);
        recordingObserver.taskSubmitted(clock.nanoTime(), lastTask, target);
        account.submitted++;
        account.pending++;
    }

    private void cancelPending() {
        if (!queue.isEmpty()) {
            List<Long> waiting = new ArrayList<>(queue);
            long task = waiting.get(dice.nextInt(waiting.size()));
            queue.remove(task);
            recordingObserver.taskCancelled(clock.nanoTime(), task, 0, waited(task), 0, null);
            account.pending--;
            account.leftQueue++;
            account.cancelled++;
        }
    }

    private void move(int slot) {
        if (workers[slot] == 0) {
            workers[slot] = ++lastWorker;
            recordingObserver.workerSpawned(clock.nanoTime(), lastWorker, SpawnReason.SUBMISSION, queue.size(), 0,
                    account.alive);
            recordingObserver.workerReady(clock.nanoTime(), lastWorker);
            recordingObserver.workerIdle(clock.nanoTime(), lastWorker);
            account.alive++;
        } else if (running[slot] != 0) {
            end(slot);
        } else if (!queue.isEmpty()) {
            running[slot] = queue.remove();
            recordingObserver.taskStarted(clock.nanoTime(), running[slot], workers[slot], waited(running[slot]), "0");
            account.pending--;
            account.leftQueue++;
            account.busy++;
        } else if (closed || dice.nextInt(10) == 0) {
            recordingObserver.workerRetiring(clock.nanoTime(), workers[slot], RetirementReason.IDLE_TIMEOUT);
            recordingObserver.workerRetired(clock.nanoTime(), workers[slot], RetirementReason.IDLE_TIMEOUT);
            workers[slot] = 0;
            account.alive--;
        }
    }

    private void end(int slot) {
        long task = running[slot];
        long now = clock.nanoTime();
        if (leaving[slot]) {
            recordingObserver.taskLeftWorker(now, task, workers[slot]);
            leaving[slot] = false;
        } else if (dice.nextInt(12) == 0) {
            recordingObserver.taskCancelled(now, task, workers[slot], 1, 1, null);
            account.cancelled++;
            leaving[slot] = true;
            return;
        } else if (dice.nextInt(6) == 0) {
            recordingObserver.taskFailed(now, task, workers[slot], waited(task) - 1, 1,
                    new IllegalStateException("dice"));
            account.failed++;
            endedAt.put(task, now);
        } else {
            recordingObserver.taskCompleted(now, task, workers[slot], waited(task) - 1, 1);
            account.completed++;
            endedAt.put(task, now);
        }
        recordingObserver.workerIdle(now, workers[slot]);
        running[slot] = 0;
        account.busy--;
    }

    /** The next batch; null if there is none yet. */
    public @Nullable EventBatch poll() {
        return reader.poll();
    }

    /** The recording; not to be asked for before the end. */
    public RecordedRun recorded() {
        return Objects.requireNonNull(recorded, "the run goes on");
    }

    /** What had been told by a time, the time itself not included. */
    public Account toldBefore(long nanos) {
        return Objects.requireNonNull(told.lowerEntry(Math.max(0, nanos))).getValue();
    }

    /** For how long at most, within a stretch of time, the counters were not read. */
    public long longestGap(long from, long to) {
        long gap = 0;
        Long last = read.floorKey(from);
        for (Long time : read.subMap(from, false, to, true).keySet()) {
            gap = last == null || last < 0 ? gap : Math.max(gap, time - last);
            last = time;
        }
        return gap;
    }

    /** What had been told when the recorder read its counters last, by a time. */
    public Account readBy(long nanos) {
        return Objects.requireNonNull(read.floorEntry(Math.max(-1, nanos))).getValue();
    }

    /** When the recorder read its counters last, by a time; -1 if it had not yet. */
    public long readTime(long nanos) {
        return Objects.requireNonNull(read.floorKey(Math.max(-1, nanos)));
    }

    /** The tasks that were submitted from one time up to another, that one not included. */
    public LongStream submissions(long from, long to) {
        return submittedAt.entrySet().stream().filter(each -> each.getValue() >= from && each.getValue() < to)
                .mapToLong(Map.Entry::getKey);
    }

    /** The tasks that completed or failed from one time up to another, that one not included. */
    public LongStream ends(long from, long to) {
        return endedAt.entrySet().stream().filter(each -> each.getValue() >= from && each.getValue() < to)
                .mapToLong(Map.Entry::getKey);
    }

    /** All that was told. */
    public Account now() {
        return account;
    }

    /** The time that was reached. */
    public long nanos() {
        return clock.nanoTime();
    }
}
