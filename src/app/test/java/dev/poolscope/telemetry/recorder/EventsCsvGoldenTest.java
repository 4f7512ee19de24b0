package dev.poolscope.telemetry.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.PoolClosedException;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The text of {@code events.csv} is a format that others read: random calls of every kind, told to a recorder, are written as
 * they were when the files beside this test were made. Room for 16 details is too little: events are lost there, and left out.
 */
class EventsCsvGoldenTest {

    private static final long ORIGIN = 1_000;
    private static final TaskTags TAGS = new TaskTags() {
        @Override
        public @Nullable String streamOf(Object target) {
            return target.equals("none") ? null : target.toString();
        }

        @Override
        public long dueNanosOf(Object target, long submittedNanos) {
            return submittedNanos - target.hashCode() % 11;
        }
    };
    private static final List<String> MESSAGES = List.of("it", "a=b c, d", "by=SHUTDOWN", "\"look\",\nhere due=7",
            "=1+1", "x".repeat(600), "");

    private final SettableClock clock = new SettableClock(ORIGIN);
    private Random dice = new Random(0);
    private long nanos;

    @ParameterizedTest
    @CsvSource({"1,1024", "5,1024", "3,16", "4,16"})
    void theTextOfEveryKindOfEventStaysAsItIs(long seed, int room) throws Exception {
        List<RunEvent> events = play(seed, room);

        String csv = write(events);

        assertThat(csv).as("seed %d", seed).isEqualTo(golden("events-" + seed + ".csv"));
        assertThat(EventsCsv.read(new StringReader(csv))).as("seed %d", seed).isEqualTo(events);
        Set<EventType> missing = EnumSet.allOf(EventType.class);
        events.forEach(event -> missing.remove(event.type()));
        assertThat(missing).as("kinds that do not occur, seed %d", seed)
                .isEqualTo(room > 16 ? EnumSet.of(EventType.NOT_RECORDED) : EnumSet.noneOf(EventType.class));
    }

    private List<RunEvent> play(long seed, int room) {
        dice = new Random(seed);
        nanos = ORIGIN - 60;
        RecordingObserver observer = new RecordingObserver(TAGS, room);
        Collector collector = new Collector(observer, clock, new RecorderLimits(room, 10 * room, 1000));
        collector.setOrigin(ORIGIN);
        List<RunEvent> events = new ArrayList<>();
        for (int call = 0; call < 220; call++) {
            nanos += dice.nextInt(4) == 0 ? 0 : dice.nextInt(9);
            tell(observer, call);
            if (dice.nextInt(16) == 0) {
                clock.set(nanos + Collector.HOLD_NANOS);
                events.addAll(collector.collect(false));
            }
        }
        events.addAll(collector.collect(true));
        return events;
    }

    private void tell(RecordingObserver to, int call) {
        long task = 1L + dice.nextInt(30);
        int worker = 1 + dice.nextInt(4);
        String target = List.of("web", "night, \"ly\"", "none", "=x").get(dice.nextInt(4));
        switch (call < 60 ? dice.nextInt(28) : call % 28) {
            case 0, 1, 2 -> to.taskSubmitted(nanos, task, target);
            case 3, 4 -> to.taskStarted(nanos, task, worker, dice.nextInt(50), target);
            case 5, 6 -> to.taskCompleted(nanos, task, worker, dice.nextInt(50), dice.nextInt(50));
            case 7 -> to.taskFailed(nanos, task, worker, 1, 1, new IllegalStateException(message()));
            case 8 -> to.taskCancelled(nanos, task, dice.nextInt(2) * worker, 1, 1, null);
            case 9 -> to.taskCancelled(nanos, task, 0, 1, 0, new PoolClosedException("closed", null));
            case 10 -> to.taskCancelled(nanos, task, worker, 1, 1, new BrokenPoolException("broken", null));
            case 11 -> to.taskLeftWorker(nanos, task, worker);
            case 12 -> to.taskRefused(nanos, target, new RejectedExecutionException());
            case 13 -> to.waits(EventType.TASK_BLOCKED, nanos, task, worker, awaited(task));
            case 14 -> to.waits(EventType.TASK_RESUMED, nanos, task, worker, dice.nextBoolean() ? null : awaited(task));
            case 15 -> to.workerSpawned(nanos, worker, any(SpawnReason.values()), dice.nextInt(5), dice.nextInt(3),
                    dice.nextInt(4));
            case 16 -> to.workerStartFailed(nanos, worker, new OutOfMemoryError(message()));
            case 17 -> to.workerReady(nanos, worker);
            case 18 -> to.workerIdle(nanos, worker);
            case 19 -> to.workerRetiring(nanos, worker, any(RetirementReason.values()));
            case 20 -> to.workerRetired(nanos, worker, any(RetirementReason.values()));
            case 21 -> to.hookFailed(nanos, worker, any(HookKind.values()), new Exception(message()));
            case 22 -> to.broken(nanos, new BrokenPoolException(message(), null));
            case 23 -> to.starved(nanos, new TreeMap<>(dice.nextBoolean()
                    ? Map.of(worker, task, worker + 1, 0L)
                    : Map.of(worker, 0L)));
            case 24 -> to.idleTimeoutChanged(nanos, timeout(), timeout());
            case 25 -> joinOrEnd(to);
            case 26 -> to.joinEnded(nanos, any(JoinOutcome.values()));
            default -> action(to, any(new Action[]{new Action.Note("\"look\",\nhere"),
                    new Action.Join(Duration.ofSeconds(2)), new Action.Shutdown(), new Action.SpawnWorkers(3),
                    new Action.Note("by=SHUTDOWN cause=x")}));
        }
    }

    private void action(RecordingObserver to, Action action) {
        to.action(nanos, action, action instanceof Action.SpawnWorkers
                ? new Answer.Refused("pool is closed")
                : Answer.PERFORMED);
    }

    private void joinOrEnd(RecordingObserver to) {
        switch (dice.nextInt(3)) {
            case 0 -> to.joinBegan(nanos);
            case 1 -> to.shutdownBegan(nanos);
            default -> to.terminated(nanos);
        }
    }

    private String message() {
        return MESSAGES.get(dice.nextInt(MESSAGES.size()));
    }

    private Awaited awaited(long task) {
        return dice.nextBoolean() ? new Awaited.Lock(dice.nextInt(3)) : new Awaited.Task(task);
    }

    private @Nullable Duration timeout() {
        return List.of(Optional.<Duration>empty(), Optional.of(Duration.ZERO),
                Optional.of(Duration.ofNanos(250_001)), Optional.of(Duration.ofSeconds(90, 5)))
                .get(dice.nextInt(4)).orElse(null);
    }

    private <T> T any(T[] values) {
        return values[dice.nextInt(values.length)];
    }

    private static String write(List<RunEvent> events) throws IOException {
        StringWriter text = new StringWriter();
        EventsCsv.write(events, text);
        return text.toString();
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = EventsCsvGoldenTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
