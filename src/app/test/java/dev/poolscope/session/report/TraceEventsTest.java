package dev.poolscope.session.report;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.timeline.RandomRun;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The exported trace is read by a reader of its own, and holds what the events say. */
class TraceEventsTest {

    static List<String> ready() {
        return ReadyScenarios.names().stream().filter(name -> ReadyScenarios.load(name).duration() != null).toList();
    }

    private static String trace(FinishedRun run) throws IOException {
        StringWriter text = new StringWriter();
        RunExport.PERFETTO.write(run, text);
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("ready")
    void aStrictReaderFindsTheEventsOfAReadyScenario(String name) throws Exception {
        assertHoldsTheEvents(SimulatedRun.of(ReadyScenarios.load(name), 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aStrictReaderFindsTheEventsOfARandomRun(long seed) throws Exception {
        int slots = 1 + (int) (seed % 4);
        assertHoldsTheEvents(withEvents(RandomRun.whole(seed, slots, 700), slots));
        assertHoldsTheEvents(withEvents(RandomRun.unfinished(seed, slots, 500), slots));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aStrictReaderReadsWhatIsLeftWhereEventsAreMissing(long seed) throws Exception {
        List<RunEvent> some = RandomRun.whole(seed, 3, 900).stream().filter(event -> event.taskId() % 3 != 1
                || event.stamp() % 2 == 0).toList();

        TraceReader read = new TraceReader(trace(withEvents(some, 3)));

        assertThat(read.slices).isNotEmpty();
        assertThat(read.flows).isNotEmpty()
                .allSatisfy(flow -> assertThat(flow.to().name()).isEqualTo("task " + flow.id()));
    }

    @Test
    void tasksWithoutLengthHaveTheirArrows() throws Exception {
        FinishedRun run = SimulatedRun.of(ScenarioReader.parse("short",
                """
                poolscope: 1
                name: short
                duration: 1s
                pool: { type: single }
                streams:
                  - { name: a, arrivals: { batch: { count: 3, at: 0s } }, task: { sleep: 0s } }
                """), 1);

        assertThat(new TraceReader(trace(run)).flows).hasSize(3);
    }

    private static FinishedRun withEvents(List<RunEvent> events, int slots) {
        FinishedRun any = SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 1);
        return new FinishedRun(any.scenario(), any.poolName(), slots, Duration.ofNanos(events.getLast().nanos()), false,
                0, List.of(), new RecordedRun(events, any.summary()), List.of(), 0);
    }

    private static void assertHoldsTheEvents(FinishedRun run) throws IOException {
        TraceReader read = new TraceReader(trace(run));
        Told told = new Told(run.events());

        assertThat(read.process).isEqualTo(run.scenario().name() + " (pool '" + run.poolName() + "')");
        assertThat(read.threads.values()).containsExactlyElementsOf(told.threads);
        assertThat(read.slices).extracting(it -> it.thread() + " " + it.name() + " " + it.from() + " " + it.to())
                .containsExactlyInAnyOrderElementsOf(told.slices);
        assertThat(read.slices).filteredOn(it -> it.thread() > 0 && it.to() > it.from())
                .allMatch(it -> it.depth() == (it.name().equals("waits") ? 1 : 0));
        assertThat(read.flows)
                .extracting(it -> it.from().name() + " " + it.begun() + " " + it.to().name() + " " + it.ended())
                .containsExactlyInAnyOrderElementsOf(told.flows);
        assertThat(read.samples)
                .extracting(it -> it.counter() + "." + it.series() + " " + it.nanos() + " " + it.value())
                .containsExactlyElementsOf(told.samples);
        assertThat(read.instants).hasSize(told.instants);
    }

    /** What a trace must say, read from the events by another way than the program does. */
    private static final class Told {
        private final List<String> threads = new ArrayList<>(List.of("submissions"));
        private final List<String> slices = new ArrayList<>();
        private final List<String> flows = new ArrayList<>();
        private final List<String> samples = new ArrayList<>();
        private final int instants;

        Told(List<RunEvent> events) {
            events.stream().mapToInt(RunEvent::workerId).filter(id -> id != 0).distinct().sorted()
                    .forEach(id -> threads.add("worker " + id));
            instants = (int) events.stream()
                    .filter(it -> it instanceof PoolEvent && !(it instanceof PoolEvent.Rejected)).count();
            Map<Long, List<RunEvent>> tasks = new HashMap<>();
            events.stream().filter(it -> it.taskId() != 0 && it instanceof TaskEvent)
                    .forEach(it -> tasks.computeIfAbsent(it.taskId(), _ -> new ArrayList<>()).add(it));
            tasks.forEach(this::task);
            counters(events);
        }

        private void task(long id, List<RunEvent> life) {
            RunEvent submitted = first(life, TaskEvent.Submitted.class);
            RunEvent started = first(life, TaskEvent.Started.class);
            RunEvent ended = life.stream().filter(it -> it instanceof TaskEvent.Completed
                    || it instanceof TaskEvent.Failed || it instanceof TaskEvent.LeftWorker).findFirst().orElse(null);
            if (submitted != null) {
                slices.add("0 submit " + id + " " + submitted.nanos() + " " + (submitted.nanos() + 1));
            }
            if (started == null || ended == null) {
                return;
            }
            slices.add(ended.workerId() + " task " + id + " " + started.nanos() + " " + ended.nanos());
            if (submitted != null) {
                flows.add("submit " + id + " " + submitted.nanos() + " task " + id + " " + started.nanos());
            }
            @Nullable
            RunEvent since = null;
            for (RunEvent event : life) {
                boolean ends = event instanceof TaskEvent.Blocked || event instanceof TaskEvent.Resumed
                        || event.equals(ended);
                if (since != null && ends) {
                    slices.add(since.workerId() + " waits " + since.nanos() + " " + event.nanos());
                    since = null;
                }
                if (event instanceof TaskEvent.Blocked) {
                    since = event;
                }
            }
        }

        private static @Nullable RunEvent first(List<RunEvent> life, Class<? extends RunEvent> type) {
            return life.stream().filter(type::isInstance).findFirst().orElse(null);
        }

        private void counters(List<RunEvent> events) {
            Set<Long> queue = new HashSet<>();
            Set<Integer> workers = new HashSet<>();
            for (RunEvent event : events) {
                boolean queued = event instanceof TaskEvent.Submitted
                        ? queue.add(event.taskId())
                        : (event instanceof TaskEvent.Started || event instanceof TaskEvent.Cancelled)
                                && queue.remove(event.taskId());
                if (queued) {
                    samples.add("queue.pending " + event.nanos() + " " + queue.size());
                }
                if ((event instanceof WorkerEvent.Spawned && workers.add(event.workerId()))
                        || (event instanceof WorkerEvent.Retired && workers.remove(event.workerId()))) {
                    samples.add("workers.alive " + event.nanos() + " " + workers.size());
                }
            }
        }
    }

    @Test
    void aReaderThatIsStrictRefusesWhatIsWrong() throws Exception {
        String good = trace(SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2));

        assertThatThrownBy(() -> new TraceReader(good.replaceFirst("\"ph\":\"X\"", "\"ph\":\"B\"")))
                .hasMessageContaining("phase");
        assertThatThrownBy(() -> new TraceReader(good.replaceFirst("\"bp\":\"e\"", "\"bp\":\"x\"")))
                .hasMessageContaining("bound");
        assertThatThrownBy(() -> new TraceReader(good.replaceFirst("\"ph\":\"f\"", "\"ph\":\"s\"")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> new TraceReader(good.replaceFirst("\"dur\":250000", "\"dur\":999000")))
                .hasMessageContaining("overlaps");
    }
}
