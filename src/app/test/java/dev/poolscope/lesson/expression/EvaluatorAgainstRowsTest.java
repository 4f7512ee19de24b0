package dev.poolscope.lesson.expression;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.Seeds;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What expressions say is what a reader of {@code events.csv} finds in its rows, for random scenarios. */
class EvaluatorAgainstRowsTest {
    private static final int RUNS = 60;
    private static final int MOMENTS = 12;
    private static final Pattern DUE = Pattern.compile("due=(-?[0-9]+)");

    @Test
    void theRowsSayTheSame() throws Exception {
        long seed = Seeds.first();
        System.out.println("seed of EvaluatorAgainstRowsTest: " + seed);
        Random random = new Random(seed);
        Set<String> ends = new HashSet<>();
        for (int i = 0; i < RUNS; i++) {
            String text = scenario(random);
            FinishedRun run = run(ScenarioReader.parse("random.yaml", text), random);
            StringWriter csv = new StringWriter();
            EventsCsv.write(run.events(), csv);
            Rows rows = Rows.of(csv.toString());
            Evaluator evaluator = new Evaluator(new RunFacts(run));
            for (Map.Entry<String, String> each : questions(rows, random).entrySet()) {
                assertThat(exact(evaluator.value(Expression.parse(each.getKey()))))
                        .as("seed %d, run %d: %s in%n%s", seed,
                                i, each.getKey(), text)
                        .isEqualTo(each.getValue());
            }
            rows.all.forEach(row -> ends.add(row.event));
        }
        assertThat(ends).as("seed %d", seed).contains("COMPLETED", "FAILED", "CANCELLED", "REJECTED", "WORKER_RETIRED",
                "TERMINATED");
    }

    private static FinishedRun run(Scenario scenario, Random random) {
        return random.nextBoolean()
                ? SimulatedRun.of(scenario, 1 + random.nextInt(3))
                : SimulatedRun.of(scenario, 1 + random.nextInt(3), new Jitter(random.nextLong()));
    }

    /** Two streams, with failures, to a small pool that ends in one of several ways. */
    private static String scenario(Random random) {
        return String.format(Locale.ROOT,
                """
                poolscope: 1
                name: random
                seed: %d
                duration: 3s
                pool: { type: %s, idleTimeout: %dms%s%s }
                streams:
                  - { name: a, arrivals: { poisson: { rate: %d/s } }, task: { sleep: { exponential: { mean: %dms } }, fails: %d%% } }
                  - { name: b, arrivals: { bursts: { count: %d, every: 700ms } }, task: { cpu: %dms%s } }
                %s""",
                random.nextInt(1_000_000), List.of("single", "dual", "triple", "quad").get(random.nextInt(4)),
                50 + random.nextInt(900),
                random.nextBoolean() ? ", maxTasksPerWorker: " + (1 + random.nextInt(6)) : "",
                random.nextInt(3) == 0
                        ? ", initializer: { takes: 30ms, failsOnWorker: " + (2 + random.nextInt(4)) + " }"
                        : "",
                1 + random.nextInt(12), 20 + random.nextInt(300), random.nextInt(60), 1 + random.nextInt(6),
                10 + random.nextInt(150), random.nextBoolean() ? ", cancelAfter: 90ms" : "",
                switch (random.nextInt(3)) {
                    case 0 -> "actions: [{ at: 1500ms, shutdown: true }]\n";
                    case 1 -> "actions: [{ at: 1s, join: true }, { at: 2500ms, shutdown: true }]\n";
                    default -> "";
                });
    }

    /** Expressions, and what the rows answer. */
    private static Map<String, String> questions(Rows rows, Random random) {
        Map<String, String> answers = new HashMap<>();
        for (long id = 1; id <= rows.lastTask() + 1; id++) {
            Row submitted = rows.first("SUBMITTED", id);
            Row started = rows.first("STARTED", id);
            answers.put("task(" + id + ").started", started == null ? "none" : started.nanos + "ns");
            answers.put("task(" + id + ").worker", started == null ? "none" : started.worker);
            answers.put("task(" + id + ").wait",
                    started == null || submitted == null ? "none" : started.nanos - submitted.due() + "ns");
        }
        for (EventType type : EventType.values()) {
            answers.put("count(" + type + ")", String.valueOf(rows.all.stream()
                    .filter(row -> row.event.equals(type.name())).count()));
        }
        answers.put("order(STARTED)", rows.all.stream().filter(row -> row.event.equals("STARTED")).map(row -> row.task)
                .toList().toString());
        for (int i = 0; i < MOMENTS; i++) {
            // The stamp of a row as often as a moment between rows.
            long at = random.nextBoolean() && !rows.all.isEmpty()
                    ? Math.max(0, rows.all.get(random.nextInt(rows.all.size())).nanos)
                    : random.nextLong(3_000_000_000L);
            String moment = String.format(Locale.ROOT, "%d.%03dus", at / 1000, at % 1000);
            answers.put("alive(at " + moment + ")", String.valueOf(rows.alive(at)));
            answers.put("depth(at " + moment + ")", String.valueOf(rows.depth(at)));
        }
        return answers;
    }

    /** To the nanosecond. */
    private static String exact(Value value) {
        return switch (value) {
            case Value.Time(var nanos) -> nanos + "ns";
            case Value.Items(var items) -> items.stream().map(EvaluatorAgainstRowsTest::exact).toList().toString();
            default -> value.text();
        };
    }

    /** A line of the file. */
    private record Row(long nanos, String event, String task, String worker, String detail) {
        long due() {
            Matcher due = DUE.matcher(detail);
            assertThat(due.find()).isTrue();
            return Long.parseLong(due.group(1));
        }
    }

    /** All lines. A task and a worker are looked up each time, so that nothing is counted on the way. */
    private record Rows(List<Row> all) {
        static Rows of(String csv) {
            List<Row> all = new ArrayList<>();
            csv.lines().skip(1).forEach(line -> {
                String[] cells = line.split(",", 6);
                all.add(new Row(Long.parseLong(cells[0]), cells[1], cells[2], cells[4], cells[5]));
            });
            return new Rows(all);
        }

        long lastTask() {
            return all.stream().filter(row -> !row.task.isEmpty()).mapToLong(row -> Long.parseLong(row.task)).max()
                    .orElse(0);
        }

        @Nullable
        Row first(String event, long task) {
            return all.stream().filter(row -> row.event.equals(event) && row.task.equals(String.valueOf(task)))
                    .findFirst().orElse(null);
        }

        private Set<String> until(long nanos, boolean tasks, String... events) {
            Set<String> ids = new HashSet<>();
            all.stream().filter(row -> row.nanos <= nanos && List.of(events).contains(row.event))
                    .forEach(row -> ids.add(tasks ? row.task : row.worker));
            return ids;
        }

        int alive(long nanos) {
            Set<String> workers = until(nanos, false, "WORKER_SPAWNED");
            workers.removeAll(until(nanos, false, "WORKER_START_FAILED", "WORKER_RETIRED"));
            return workers.size();
        }

        int depth(long nanos) {
            Set<String> pending = until(nanos, true, "SUBMITTED");
            pending.removeAll(until(nanos, true, "STARTED", "CANCELLED"));
            return pending.size();
        }
    }
}
