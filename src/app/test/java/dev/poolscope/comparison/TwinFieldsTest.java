package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A twin with another value in each of the fields that can be changed: what is said of it is counted once more, from the events. */
class TwinFieldsTest {
    private static final int MOST_TASKS = 3_000;
    private static final Pattern NUMBER = Pattern.compile("([0-9.]+)(.*)");
    /** Every kind of arrivals, of work and of distribution, and every key beside them. */
    private static final String ALL_KINDS = """
                                            poolscope: 1
                                            name: all kinds
                                            duration: 4s
                                            pool:
                                              type: thread
                                              maxWorkers: 4
                                              idleTimeout: 1s
                                              maxTasksPerWorker: 30
                                              initializer: { takes: 10ms, failsOnWorker: 900 }
                                              finalizer: { takes: 5ms }
                                            streams:
                                              - { name: constant, arrivals: { constant: { rate: 20/s } }, from: 1s, until: 3s, task: { sleep: { uniform: { min: 10ms, max: 30ms } }, fails: 10% } }
                                              - { name: poisson, arrivals: { poisson: { rate: 10/s } }, task: { sleep: { lognormal: { median: 10ms, sigma: 0.8 } }, cancelAfter: 1s } }
                                              - { name: bursts, arrivals: { bursts: { count: 5, every: 1s } }, until: 3s, task: { sleep: { pareto: { scale: 10ms, shape: 1.5 } } } }
                                              - { name: ramp, arrivals: { ramp: { fromRate: 2/s, toRate: 10/s } }, from: 500ms, task: { lock: 5ms } }
                                              - { name: closed, arrivals: { closed: { users: 2, think: 100ms } }, until: 3s, task: { sleep: { exponential: { mean: 40ms } } } }
                                              - { name: batch, arrivals: { batch: { count: 6, at: 1s } }, task: { fanOut: { children: 2, child: 5ms, wait: false } } }
                                              - { name: lazy, arrivals: { map: { items: 12, at: 1s, chunkSize: 2, bufferSize: 3, ordered: false, timeout: 2s } }, task: { sleep: 10ms } }
                                              - { name: eager, arrivals: { starmapAll: { items: 12, at: 2s, chunkSize: 3, ordered: false, timeout: 2s } }, task: { cpu: 10ms } }
                                            """;

    private record Arrived(long id, long due) {}

    static Stream<Scenario> scenarios() throws Exception {
        List<Scenario> all = new ArrayList<>();
        all.add(ScenarioReader.parse("all kinds", ALL_KINDS));
        for (String name : List.of("head-of-line", "first-light")) {
            all.add(ReadyScenarios.load(name));
        }
        return all.stream();
    }

    /** Another value that is allowed there; fields whose number is near a bound take a smaller one. */
    private static Scenario changed(Scenario scenario, EditableValues.Value field) {
        List<String> candidates = new ArrayList<>(switch (field.value()) {
            case "never", EditableValues.NO_LIMIT, EditableValues.DEFAULT -> List.of("3s", "3");
            case "platform" -> List.of("virtual");
            case "virtual" -> List.of("platform");
            case "true" -> List.of("false");
            case "false" -> List.of("true");
            default -> List.of();
        });
        Matcher number = NUMBER.matcher(field.value());
        if (candidates.isEmpty() && number.matches()) {
            double value = Double.parseDouble(Objects.requireNonNull(number.group(1)));
            for (double other : new double[]{value + 1, value - 1, value * 2, value / 2}) {
                candidates.add((other == Math.rint(other) ? Long.toString((long) other) : Double.toString(other))
                        + number.group(2));
            }
        }
        for (String each : candidates) {
            try {
                return EditableValues.change(scenario, field.path(), each);
            } catch (InvalidEditException notAllowed) {
                // Then the next.
            }
        }
        throw new AssertionError("no other value for " + field + " among " + candidates);
    }

    private static Map<String, List<Arrived>> arrived(FinishedRun run) {
        Map<String, List<Arrived>> streams = new TreeMap<>();
        for (RunEvent event : run.events()) {
            if (event instanceof TaskEvent.Submitted it) {
                streams.computeIfAbsent(String.valueOf(it.stream()), _ -> new ArrayList<>())
                        .add(new Arrived(it.taskId(), it.dueNanos()));
            }
        }
        streams.values().forEach(its -> its.sort(Comparator.comparingLong(Arrived::due)
                .thenComparingLong(Arrived::id)));
        return streams;
    }

    /** From start to completion, by the number of the task. */
    private static Map<Long, Long> ran(FinishedRun run) {
        Map<Long, Long> started = new HashMap<>();
        Map<Long, Long> ran = new HashMap<>();
        for (RunEvent event : run.events()) {
            if (event instanceof TaskEvent.Started) {
                started.put(event.taskId(), event.nanos());
            } else if (event instanceof TaskEvent.Completed) {
                ran.put(event.taskId(), event.nanos() - started.getOrDefault(event.taskId(), 0L));
            }
        }
        return ran;
    }

    private static Optional<StreamSpec> stream(Scenario scenario, String name) {
        return scenario.streams().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aTwinWithAnotherValueInAnyFieldIsToldTruly(Scenario scenario) {
        FinishedRun first = SimulatedRun.of(scenario, 2);
        assertThat(first.summary().submitted()).isLessThan(MOST_TASKS);
        for (EditableValues.Value field : EditableValues.of(scenario)) {
            Scenario changed = changed(scenario, field);
            FinishedRun twin = SimulatedRun.of(changed, 2);
            String told = SideBySide.of(Comparison.of(ComparedRun.of("a", first), ComparedRun.of("b", twin))).kinship();
            assertThat(told).as(field.toString()).startsWith("They are twins: all that was changed is ");

            Map<String, List<Arrived>> inA = arrived(first);
            Map<String, List<Arrived>> inB = arrived(twin);
            long pairs = 0;
            for (Map.Entry<String, List<Arrived>> each : inA.entrySet()) {
                pairs += pairsOf(scenario, changed, each.getKey(), each.getValue(),
                        inB.getOrDefault(each.getKey(), List.of()), ran(first), ran(twin));
            }
            long all = inA.values().stream().mapToLong(List::size).sum();
            long others = inB.values().stream().mapToLong(List::size).sum();
            boolean same = pairs == all && pairs == others;
            assertThat(pairs).as("one is told otherwise").isNotEqualTo(1);
            assertThat(told).as(field.toString()).contains(same
                    ? String.format(Locale.ROOT, "all %,d tasks stand beside each other", all)
                    : String.format(Locale.ROOT, "%,d tasks stand beside each other, the n-th of a stream beside the "
                            + "n-th; %,d of A and %,d of B, ", pairs, all - pairs, others - pairs));
            assertThat(told.contains("the same draws")).as(field.toString())
                    .isEqualTo(same && changed.streams().equals(scenario.streams()));
            assertThat(Changes.between(ComparedRun.of("a", first), ComparedRun.of("b", twin)))
                    .as("what is said to be changed by %s", field).extracting(Change::what).isNotEmpty()
                    // That it was just one is what is said of twins.
                    .containsOnly(
                            Changes.between(ComparedRun.of("a", first), ComparedRun.of("b", twin)).getFirst().what());
        }
    }

    /** How many tasks of a stream stand beside each other; and if only something else was changed, they last as long in both. */
    private static long pairsOf(Scenario scenario, Scenario changed, String stream, List<Arrived> a, List<Arrived> b,
            Map<Long, Long> ranInA, Map<Long, Long> ranInB) {
        boolean sleeps = stream(scenario, stream).equals(stream(changed, stream))
                && stream(scenario, stream).map(it -> it.task().work() instanceof Work.Sleep).orElse(false);
        int pairs = 0;
        while (pairs < Math.min(a.size(), b.size()) && a.get(pairs).due == b.get(pairs).due) {
            Long before = ranInA.get(a.get(pairs).id);
            Long after = ranInB.get(b.get(pairs).id);
            if (sleeps && before != null && after != null) {
                assertThat(after).as("task %d of %s", pairs + 1, stream).isEqualTo(before);
            }
            pairs++;
        }
        return pairs;
    }
}
