package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import dev.poolscope.Seeds;
import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioCheckTest {
    private static final int SCENARIOS = 2_000;
    private static final List<String> NAMES = List.of("web", "web", "nightly", "webb", " ", "two\nlines", "12", "true",
            "a: b", "é");

    static List<String> names() {
        return ReadyScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsWrongWithAReadyScenario(String name) {
        assertThat(ScenarioCheck.faults(ReadyScenarios.load(name))).isEmpty();
    }

    @Test
    void withoutAFileTheSameIsFoundAtTheSamePlacesAsInOne() {
        long seed = Seeds.first();
        Random random = new Random(seed);
        int faulty = 0;
        for (int i = 0; i < SCENARIOS; i++) {
            Scenario scenario = new Draw(random).scenario();
            List<ScenarioFault> found = ScenarioCheck.faults(scenario);
            faulty += found.isEmpty() ? 0 : 1;

            assertThat(found).as("seed " + seed).allMatch(fault -> fault.line() == 0 && fault.column() == 0);
            assertThat(found.stream().map(ScenarioCheckTest::pathAndWords).toList())
                    .as(() -> "seed " + seed + "\n" + ScenarioWriter.write(scenario))
                    .isEqualTo(inFile(scenario).stream().map(ScenarioCheckTest::pathAndWords).toList());
        }
        assertThat(faulty).as("seed " + seed).isBetween(SCENARIOS / 4, SCENARIOS);
    }

    private static String pathAndWords(ScenarioFault fault) {
        return fault.path() + " | " + fault.message().replaceFirst(" in line \\d+", "");
    }

    private static List<ScenarioFault> inFile(Scenario scenario) {
        try {
            assertThat(ScenarioReader.parse("f.yaml", ScenarioWriter.write(scenario))).isEqualTo(scenario);
            return List.of();
        } catch (InvalidScenarioException invalid) {
            return invalid.faults();
        }
    }

    @Test
    void aFaultNamesTheValueItIsAbout() {
        List<ScenarioFault> faults = read(
                """
                poolscope: 1
                name: x
                duration: 1s
                pool: { type: single, maxWorkers: 3, initializer: { takes: soon } }
                streams:
                  - { name: a, arrivals: { ramp: { fromRate: 1/s, toRate: 1/s } }, task: { sleep: { uniform: { min: 2s, max: 1s } } } }
                  - { name: a, arrivals: { batch: { count: 0, at: 0s } }, from: 0s, task: {} }
                actions:
                  - { at: 0s, submit: { stream: b, count: 1 } }
                  - { at: 2s, join: true, colour: red }
                expect:
                  - completed >= 1
                  - nonsense
                """);

        assertThat(faults).extracting(ScenarioFault::path).containsExactly("pool.maxWorkers", "pool.initializer.takes",
                "streams[0].task.sleep.uniform.max", "streams[1].name", "streams[1].arrivals.batch.count",
                "streams[1].task", "actions[0].submit.stream", "actions[1].at", "actions[1].colour", "expect[1]");
    }

    private static List<ScenarioFault> read(String text) {
        try {
            ScenarioReader.parse("f.yaml", text);
            return List.of();
        } catch (InvalidScenarioException invalid) {
            return invalid.faults();
        }
    }

    /** Scenarios as the form can make them: each value by itself could be meant, and many do not go together. */
    private record Draw(Random random) {
        Scenario scenario() {
            Duration length = random.nextInt(4) == 0 ? null : Duration.ofSeconds(random.nextInt(4));
            return new Scenario(name(), random.nextBoolean() ? "" : "one\n\ttwo \u0007", random.nextLong(), length,
                    pool(),
                    several(this::stream), several(this::action), List.of());
        }

        private <T> List<T> several(Supplier<T> maker) {
            List<T> made = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                made.add(maker.get());
            }
            return made;
        }

        private String name() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        private Duration duration() {
            return Duration.ofMillis(500L * random.nextInt(5));
        }

        private PoolSpec pool() {
            PoolKind kind = List.of(PoolKind.values()).get(random.nextInt(PoolKind.values().length));
            return new PoolSpec(kind, kind == PoolKind.THREAD ? random.nextInt(2_000) : kind.size(),
                    random.nextBoolean() ? null : name(), random.nextBoolean() ? null : duration(), random.nextInt(3),
                    WorkerType.PLATFORM, random.nextBoolean() ? null : new HookSpec(duration(), random.nextInt(3)),
                    null);
        }

        private StreamSpec stream() {
            return new StreamSpec(name(), arrivals(), duration(), random.nextBoolean() ? null : duration(),
                    new TaskSpec(work(), Percentage.ZERO, random.nextBoolean() ? null : duration()));
        }

        private Rate rate() {
            return Rate.perSecond(random.nextInt(3));
        }

        private Arrivals arrivals() {
            return switch (random.nextInt(7)) {
                case 0 -> new Arrivals.Constant(rate());
                case 1 -> new Arrivals.Poisson(rate());
                case 2 -> new Arrivals.Bursts(random.nextInt(3), duration());
                case 3 -> new Arrivals.Ramp(rate(), rate());
                case 4 -> new Arrivals.Closed(random.nextInt(3), distribution());
                case 5 -> new Arrivals.Batch(random.nextInt(3), duration());
                default -> new Arrivals.Bulk(List.of(BulkCall.values()).get(random.nextInt(BulkCall.values().length)),
                        random.nextInt(3), duration(), 1 + random.nextInt(2), 1 + random.nextInt(2),
                        random.nextBoolean(), random.nextBoolean() ? null : duration());
            };
        }

        private Distribution distribution() {
            return switch (random.nextInt(5)) {
                case 0 -> new Distribution.Uniform(duration(), duration());
                case 1 -> new Distribution.Exponential(duration());
                case 2 -> new Distribution.LogNormal(duration(), random.nextInt(3) * 700);
                case 3 -> new Distribution.Pareto(duration(), random.nextInt(3));
                default -> new Distribution.Fixed(duration());
            };
        }

        private Work work() {
            return switch (random.nextInt(4)) {
                case 0 -> new Work.Cpu(distribution());
                case 1 -> new Work.Lock(distribution());
                case 2 -> new Work.FanOut(random.nextInt(3), distribution(), random.nextBoolean());
                default -> new Work.Sleep(distribution());
            };
        }

        private TimedAction action() {
            return new TimedAction(duration(), switch (random.nextInt(6)) {
                case 0 -> new Action.Submit(name(), random.nextInt(3));
                case 1 -> new Action.SetRate(name(), rate());
                case 2 -> new Action.CancelPending(name());
                case 3 -> new Action.Note(name());
                case 4 -> new Action.Join(random.nextBoolean() ? null : duration());
                default -> new Action.SpawnWorkers(random.nextInt(3));
            });
        }
    }
}
