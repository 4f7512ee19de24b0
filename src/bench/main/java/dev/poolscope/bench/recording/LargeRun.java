package dev.poolscope.bench.recording;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.pool.PoolState;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.recording.RunEnd;
import dev.poolscope.recording.RunHeader;
import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;

/**
 * Writes the recording of a run that never was: tasks of two streams, 5,000 a second, on 64 workers, in turns with little and with too
 * little room, so that queues come and go. The same every time.
 */
final class LargeRun {
    static final int WORKERS = 64;
    private static final long STEP = 10_000_000;
    private static final int TASKS_A_STEP = 50;
    /** How many tasks come in a second. */
    static final int RATE = 5_000;
    private static final int LOGGED = 200_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final RecordingWriter writer;
    private final List<RunEvent> events = new ArrayList<>();
    private final Deque<RunEvent> log = new ArrayDeque<>();
    private final PriorityQueue<Busy> busy = new PriorityQueue<>();
    private final Deque<Integer> idle = new ArrayDeque<>();
    private final Deque<Pending> queue = new ArrayDeque<>();
    private final Histogram wait = new Histogram();
    private final Histogram run = new Histogram();
    private final Histogram total = new Histogram();
    private long submitted;
    private long completed;
    private long happenedIdle;
    private int peakPending;

    private record Busy(long until, int worker, long task, long due, long began) implements Comparable<Busy> {
        @Override
        public int compareTo(Busy other) {
            return until == other.until ? Integer.compare(worker, other.worker) : Long.compare(until, other.until);
        }
    }

    private record Pending(long task, long due) {}

    private LargeRun(RecordingWriter writer) {
        this.writer = writer;
    }

    /**
     * How long the thread of the writer has computed.
     *
     * @param whileItWentOn nanoseconds until the run was over
     * @param atTheEnd nanoseconds for what is written only then
     */
    record Computed(long whileItWentOn, long atTheEnd) {}

    /** Writes one of so many tasks. */
    static Computed write(Path file, long tasks) throws Exception {
        return made(file).run(tasks);
    }

    /** Writes one of so many tasks, but nothing of what is written at the end of a run. */
    static void writeWithoutEnd(Path file, long tasks) throws Exception {
        LargeRun run = made(file);
        run.load(tasks);
        run.awaitWriter();
        // What the writer has taken it commits within half a second.
        Thread.sleep(3_000);
    }

    private static LargeRun made(Path file) throws Exception {
        Scenario scenario = ScenarioReader.parse("large", """
                                                          poolscope: 1
                                                          name: large
                                                          duration: 24h
                                                          pool: { type: thread, maxWorkers: 64 }
                                                          streams:
                                                            - name: web
                                                              arrivals: { poisson: { rate: 4000/s } }
                                                              task: { sleep: 10ms }
                                                            - name: batch
                                                              arrivals: { poisson: { rate: 1000/s } }
                                                              task: { sleep: 10ms }
                                                          """);
        RecordingWriter writer = RecordingWriter.begin(file, new RunHeader("benchmark", Instant.EPOCH, scenario, 1, 0,
                RunHeader.Machine.here(), "large", WORKERS, 0), 2_000_000);
        return new LargeRun(writer);
    }

    /** All tasks, up to the last submission. */
    private long load(long tasks) throws Exception {
        for (int worker = 1; worker <= WORKERS; worker++) {
            events.add(new WorkerEvent.Spawned(worker, worker, SpawnReason.SUBMISSION, 1, 0, worker));
            events.add(new WorkerEvent.Ready(1_000 + worker, worker));
            idle.add(worker);
        }
        long now = 0;
        long[] dues = new long[TASKS_A_STEP];
        while (submitted < tasks) {
            for (int i = 0; i < TASKS_A_STEP; i++) {
                dues[i] = now + random.nextLong(STEP);
            }
            Arrays.sort(dues);
            for (long due : dues) {
                advance(due);
                submit(due);
            }
            now += STEP;
            advance(now);
            hand(now);
        }
        return now;
    }

    private void awaitWriter() throws InterruptedException {
        while (writer.waiting() > 0) {
            Thread.sleep(5);
        }
    }

    private Computed run(long tasks) throws Exception {
        long now = load(tasks);
        advance(Long.MAX_VALUE);
        long end = now + 10_000_000_000L;
        for (int worker = 1; worker <= WORKERS; worker++) {
            events.add(new WorkerEvent.Retiring(end, worker, RetirementReason.SHUTDOWN));
            events.add(new WorkerEvent.Retired(end + 1, worker, RetirementReason.SHUTDOWN));
        }
        events.add(new PoolEvent.ShutdownBegan(end));
        events.add(new PoolEvent.Terminated(end + 2));
        hand(end + 2, 0, 0, PoolState.TERMINATED);
        // The writer commits twice a second what has been handed over.
        awaitWriter();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long thread = Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("poolscope-recording")).findFirst().orElseThrow().threadId();
        long wentOn = threads.getThreadCpuTime(thread);
        CompletableFuture<Optional<String>> finished = writer.finish(over(end));
        long last = wentOn;
        while (!finished.isDone()) {
            last = Math.max(last, threads.getThreadCpuTime(thread));
            Thread.sleep(1);
        }
        if (finished.join().isPresent()) {
            throw new IllegalStateException(finished.join().get());
        }
        return new Computed(wentOn, last - wentOn);
    }

    private void submit(long due) {
        long task = ++submitted;
        long at = due + 5_000;
        advance(at);
        events.add(new TaskEvent.Submitted(at, task, task % 5 == 0 ? "batch" : "web", due));
        if (idle.isEmpty()) {
            queue.add(new Pending(task, due));
            peakPending = Math.max(peakPending, queue.size());
        } else {
            start(idle.poll(), task, due, at + 1_000);
        }
    }

    private void start(int worker, long task, long due, long at) {
        events.add(new TaskEvent.Started(at, task, worker));
        wait.add(at - due);
        // Ten seconds with room, ten with a queue.
        long mean = at / 10_000_000_000L % 2 == 0 ? 10_000_000 : 15_000_000;
        busy.add(new Busy(at + mean / 2 + random.nextLong(mean), worker, task, due, at));
    }

    private void advance(long to) {
        while (!busy.isEmpty() && busy.peek().until <= to) {
            Busy next = busy.remove();
            events.add(new TaskEvent.Completed(next.until, next.task, next.worker));
            run.add(next.until - next.began);
            total.add(next.until - next.due);
            completed++;
            Pending waiting = queue.poll();
            if (waiting == null) {
                events.add(new WorkerEvent.Idle(next.until + 500, next.worker));
                happenedIdle++;
                idle.add(next.worker);
            } else {
                start(next.worker, waiting.task, waiting.due, next.until + 500);
            }
        }
    }

    private void hand(long horizon) throws InterruptedException {
        hand(horizon, WORKERS, idle.size(), PoolState.OPEN);
    }

    private void hand(long horizon, int alive, int free, PoolState state) throws InterruptedException {
        events.sort(null);
        Counts counts = new Counts(alive, busy.size(), free, queue.size(), submitted, completed, 0, 0, 0, 0);
        List<RunEvent> batch = List.copyOf(events);
        events.clear();
        writer.take(new EventBatch(batch, horizon, false, 0, Map.of(), new Counted(
                List.of(new CountSample(horizon, counts, state, false, Long.MAX_VALUE, 5_000)), Long.MAX_VALUE,
                Long.MIN_VALUE)));
        log.addAll(batch);
        while (log.size() > LOGGED) {
            log.remove();
        }
        // The writer's queue is bounded, and takes what it has no room for as lost.
        while (writer.waiting() > 1_000_000) {
            Thread.sleep(5);
        }
    }

    private RunEnd over(long end) {
        SampleSummary late = SampleSummary.EMPTY;
        StreamSummary web = new StreamSummary("web", submitted - submitted / 5, submitted - submitted / 5,
                completed - completed / 5, 0, 0, wait.distribution(), run.distribution(), total.distribution(), 4_000,
                late);
        Map<RetirementReason, Long> retired = new EnumMap<>(Map.of(RetirementReason.SHUTDOWN, (long) WORKERS));
        Set<Long> whole = new HashSet<>();
        log.stream().filter(TaskEvent.Submitted.class::isInstance).forEach(event -> whole.add(event.taskId()));
        List<RunEvent> kept = log.stream().filter(event -> event.taskId() == 0 || whole.contains(event.taskId()))
                .toList();
        Map<EventType, Long> missing = new EnumMap<>(EventType.class);
        missing.put(EventType.SUBMITTED, submitted);
        missing.put(EventType.STARTED, submitted);
        missing.put(EventType.COMPLETED, completed);
        missing.put(EventType.WORKER_IDLE, happenedIdle);
        missing.put(EventType.WORKER_SPAWNED, (long) WORKERS);
        missing.put(EventType.WORKER_READY, (long) WORKERS);
        for (RunEvent event : kept) {
            missing.computeIfPresent(event.type(), (_, count) -> count - 1);
        }
        missing.values().removeIf(count -> count <= 0);
        long unkept = missing.values().stream().mapToLong(Long::longValue).sum();
        Summary summary = new Summary(submitted, completed, 0, 0, 0, WORKERS, peakPending, WORKERS, retired,
                wait.distribution(), run.distribution(), total.distribution(), completed / (end / 1e9), late, 0, unkept,
                true, false, false, 0, List.of(web));
        RecordedRun recorded = new RecordedRun(kept, summary, kept.getFirst().nanos(), missing,
                new Counted(List.of(), Long.MAX_VALUE, kept.getFirst().nanos()));
        return new RunEnd(Duration.ofNanos(end), true, 0, List.of(), recorded);
    }
}
