package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * Writes scenarios as files. Reading what was written gives the same scenario. Keys come in the order in which the format
 * describes them, and what has its default value is left out. Comments that a file had before are brought back by
 * {@link ScenarioComments}.
 */
public final class ScenarioWriter {
    /** What YAML reads as itself, between braces too: words of letters and digits with single spaces and a few signs between. */
    private static final Pattern PLAIN = Pattern
            .compile("[A-Za-z][A-Za-z0-9_./()-]*(?: [A-Za-z0-9(][A-Za-z0-9_./()-]*)*");
    private static final List<String> NOT_TEXT = List.of("true", "false", "null", "never", "open");

    private final StringBuilder out = new StringBuilder();

    private ScenarioWriter() {}

    /**
     * Writes a scenario.
     *
     * @param scenario which
     * @return the text of its file, with line ends of one character
     */
    public static String write(Scenario scenario) {
        return new ScenarioWriter().scenario(scenario);
    }

    private String scenario(Scenario scenario) {
        line("poolscope: 1");
        line("name: " + text(scenario.name()));
        if (!scenario.description().isEmpty()) {
            line("description: " + text(scenario.description()));
        }
        if (scenario.seed() != Scenario.DEFAULT_SEED) {
            line("seed: " + scenario.seed());
        }
        Duration duration = scenario.duration();
        line("duration: " + (duration == null ? "open" : DurationText.format(duration)));
        pool(scenario.pool());
        heading("streams", scenario.streams());
        scenario.streams().forEach(this::stream);
        heading("actions", scenario.actions());
        for (TimedAction timed : scenario.actions()) {
            line("  - { at: " + DurationText.format(timed.at()) + ", " + timed.action().key() + ": "
                    + value(timed.action()) + " }");
        }
        heading("expect", scenario.expectations());
        scenario.expectations().forEach(expectation -> line("  - " + expectation.text()));
        return out.toString();
    }

    private void heading(String key, List<?> items) {
        if (!items.isEmpty()) {
            line(key + ":");
        }
    }

    private void pool(PoolSpec pool) {
        line("pool:");
        line("  type: " + pool.kind().key());
        if (pool.kind() == PoolKind.THREAD && pool.maxWorkers() > 0) {
            line("  maxWorkers: " + pool.maxWorkers());
        }
        if (pool.name() != null) {
            line("  name: " + text(pool.name()));
        }
        Duration idleTimeout = pool.idleTimeout();
        if (idleTimeout == null) {
            line("  idleTimeout: never");
        } else if (!idleTimeout.equals(PoolSpec.DEFAULT_IDLE_TIMEOUT)) {
            line("  idleTimeout: " + DurationText.format(idleTimeout));
        }
        if (pool.maxTasksPerWorker() > 0) {
            line("  maxTasksPerWorker: " + pool.maxTasksPerWorker());
        }
        if (pool.workerType() == WorkerType.VIRTUAL) {
            line("  workerType: virtual");
        }
        hook("initializer", pool.initializer());
        hook("finalizer", pool.finalizer());
    }

    private void hook(String key, @Nullable HookSpec hook) {
        if (hook != null) {
            line("  " + key + ": { takes: " + DurationText.format(hook.takes())
                    + (hook.failsOnWorker() > 0 ? ", failsOnWorker: " + hook.failsOnWorker() : "") + " }");
        }
    }

    private void stream(StreamSpec stream) {
        line("  - name: " + text(stream.name()));
        line("    arrivals: { " + arrivals(stream.arrivals()) + " }");
        if (!stream.from().isZero()) {
            line("    from: " + DurationText.format(stream.from()));
        }
        if (stream.until() != null) {
            line("    until: " + DurationText.format(stream.until()));
        }
        TaskSpec task = stream.task();
        line("    task: { " + work(task.work())
                + (task.fails().equals(Percentage.ZERO) ? "" : ", fails: " + task.fails())
                + (task.cancelAfter() == null ? "" : ", cancelAfter: " + DurationText.format(task.cancelAfter()))
                + " }");
    }

    private static String arrivals(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Constant(var rate) -> "constant: { rate: " + rate + " }";
            case Arrivals.Poisson(var rate) -> "poisson: { rate: " + rate + " }";
            case Arrivals.Bursts(var count, var every) ->
                "bursts: { count: " + count + ", every: " + DurationText.format(every) + " }";
            case Arrivals.Ramp(var from, var to) -> "ramp: { fromRate: " + from + ", toRate: " + to + " }";
            case Arrivals.Closed(var users, var think) ->
                "closed: { users: " + users + ", think: " + distribution(think) + " }";
            case Arrivals.Batch(var count, var at) ->
                "batch: { count: " + count + ", at: " + DurationText.format(at) + " }";
            case Arrivals.Bulk bulk -> bulk(bulk);
        };
    }

    private static String bulk(Arrivals.Bulk bulk) {
        return bulk.call().key() + ": { items: " + bulk.items() + ", at: " + DurationText.format(bulk.at())
                + (bulk.chunkSize() == 1 ? "" : ", chunkSize: " + bulk.chunkSize())
                + (bulk.bufferSize() == 1 ? "" : ", bufferSize: " + bulk.bufferSize())
                + (bulk.ordered() ? "" : ", ordered: false")
                + (bulk.timeout() == null ? "" : ", timeout: " + DurationText.format(bulk.timeout())) + " }";
    }

    private static String work(Work work) {
        return switch (work) {
            case Work.Sleep(var time) -> "sleep: " + distribution(time);
            case Work.Cpu(var time) -> "cpu: " + distribution(time);
            case Work.Lock(var time) -> "lock: " + distribution(time);
            case Work.FanOut(var children, var child, var await) -> "fanOut: { children: " + children + ", child: "
                    + distribution(child) + (await ? "" : ", wait: false") + " }";
        };
    }

    private static String distribution(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Fixed(var value) -> DurationText.format(value);
            case Distribution.Uniform(var min, var max) -> "{ uniform: { min: " + DurationText.format(min) + ", max: "
                    + DurationText.format(max) + " } }";
            case Distribution.Exponential(var mean) -> "{ exponential: { mean: " + DurationText.format(mean) + " } }";
            case Distribution.LogNormal(var median, var sigma) ->
                "{ lognormal: { median: " + DurationText.format(median)
                        + ", sigma: " + sigma + " } }";
            case Distribution.Pareto(var scale, var shape) ->
                "{ pareto: { scale: " + DurationText.format(scale) + ", shape: "
                        + shape + " } }";
        };
    }

    private static String value(Action action) {
        return switch (action) {
            case Action.Note(var caption) -> text(caption);
            case Action.CancelPending(var stream) -> text(stream);
            case Action.Submit(var stream, var count) -> "{ stream: " + text(stream) + ", count: " + count + " }";
            case Action.SetRate(var stream, var rate) -> "{ stream: " + text(stream) + ", rate: " + rate + " }";
            default -> action.value();
        };
    }

    /** A text, in double quotes unless it is certain that YAML reads it as itself. */
    private static String text(String text) {
        if (PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                // Line breaks to YAML, though not to everybody.
                case 0x85, 0x2028, 0x2029 -> quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
