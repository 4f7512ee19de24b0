package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.Overheads;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;

/**
 * Makes of a scenario the tree that its file would have. Keys come in the order in which the format describes them, and what has
 * its default value is left out. Nodes stand in no line; their columns only tell which comes first.
 */
final class ScenarioTree {
    /** Names with which a text is read as it stands. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./() -]*");

    private int column;

    private ScenarioTree() {}

    static YamlNode.Mapping of(Scenario scenario) {
        return new ScenarioTree().scenario(scenario).node();
    }

    /** The entry of overheads alone. */
    static YamlNode.Entry of(Overheads overheads) {
        YamlNode.Mapping times = new ScenarioTree().overheads(overheads).node();
        return new YamlNode.Entry(YamlNode.Scalar.plain(0, 0, "overheads"), times);
    }

    /** A mapping that grows. It stands before what is put into it. */
    private final class Keys {
        private final YamlNode.Mapping mapping = new YamlNode.Mapping(0, next(), new ArrayList<>());

        Keys put(String key, YamlNode value) {
            mapping.entries().add(new YamlNode.Entry(YamlNode.Scalar.plain(0, value.column() - 1, key), value));
            return this;
        }

        Keys put(String key, Keys keys) {
            return put(key, keys.mapping);
        }

        Keys put(String key, Duration duration) {
            return put(key, word(DurationText.format(duration)));
        }

        Keys put(String key, Object value) {
            return put(key, word(value.toString()));
        }

        <T> Keys list(String key, List<T> items, Function<T, YamlNode> maker) {
            if (!items.isEmpty()) {
                YamlNode.Sequence sequence = new YamlNode.Sequence(0, next(), new ArrayList<>());
                items.forEach(item -> sequence.items().add(maker.apply(item)));
                put(key, sequence);
            }
            return this;
        }

        YamlNode.Mapping node() {
            return mapping;
        }
    }

    // There is room before it for its key.
    private int next() {
        column += 2;
        return column;
    }

    private YamlNode word(String text) {
        return YamlNode.Scalar.plain(0, next(), text);
    }

    /** The name of a stream may have signs in it that mean something to YAML. */
    private YamlNode expectation(Expectation expectation) {
        boolean plain = !(expectation.quantity() instanceof Quantity.OfStream(_, var stream))
                || HARMLESS.matcher(stream).matches();
        return plain ? word(expectation.text()) : YamlNode.Scalar.quoted(0, next(), expectation.text());
    }

    private YamlNode text(String text) {
        return YamlNode.Scalar.text(0, next(), text);
    }

    private Keys scenario(Scenario scenario) {
        Keys keys = new Keys().put("poolscope", word("1")).put("name", text(scenario.name()));
        if (!scenario.description().isEmpty()) {
            keys.put("description", text(scenario.description()));
        }
        if (scenario.seed() != Scenario.DEFAULT_SEED) {
            keys.put("seed", scenario.seed());
        }
        Duration duration = scenario.duration();
        keys.put("duration", duration == null ? word("open") : word(DurationText.format(duration)));
        keys.put("pool", pool(scenario.pool()));
        if (!scenario.overheads().isNone()) {
            keys.put("overheads", overheads(scenario.overheads()));
        }
        return keys.list("streams", scenario.streams(), this::stream)
                .list("actions", scenario.actions(), this::action)
                .list("expect", scenario.expectations(), this::expectation);
    }

    private Keys overheads(Overheads overheads) {
        Keys keys = new Keys();
        List<Duration> times = List.of(overheads.wakeUp(), overheads.start(), overheads.sleep(), overheads.submit());
        for (int i = 0; i < times.size(); i++) {
            if (!times.get(i).isZero()) {
                keys.put(OverheadsBinder.KEYS.get(i), times.get(i));
            }
        }
        return keys;
    }

    private Keys pool(PoolSpec pool) {
        Keys keys = new Keys().put("type", word(pool.kind().key()));
        if (pool.kind() == PoolKind.THREAD && pool.maxWorkers() > 0) {
            keys.put("maxWorkers", pool.maxWorkers());
        }
        if (pool.name() != null) {
            keys.put("name", text(pool.name()));
        }
        Duration idleTimeout = pool.idleTimeout();
        if (idleTimeout == null) {
            keys.put("idleTimeout", word("never"));
        } else if (!idleTimeout.equals(PoolSpec.DEFAULT_IDLE_TIMEOUT)) {
            keys.put("idleTimeout", idleTimeout);
        }
        if (pool.maxTasksPerWorker() > 0) {
            keys.put("maxTasksPerWorker", pool.maxTasksPerWorker());
        }
        if (pool.workerType() == WorkerType.VIRTUAL) {
            keys.put("workerType", word("virtual"));
        }
        if (pool.initializer() != null) {
            keys.put("initializer", hook(pool.initializer()));
        }
        if (pool.finalizer() != null) {
            keys.put("finalizer", hook(pool.finalizer()));
        }
        return keys;
    }

    private Keys hook(HookSpec hook) {
        Keys keys = new Keys().put("takes", hook.takes());
        return hook.failsOnWorker() > 0 ? keys.put("failsOnWorker", hook.failsOnWorker()) : keys;
    }

    private YamlNode stream(StreamSpec stream) {
        Keys keys = new Keys().put("name", text(stream.name())).put("arrivals", arrivals(stream.arrivals()));
        if (!stream.from().isZero()) {
            keys.put("from", stream.from());
        }
        if (stream.until() != null) {
            keys.put("until", stream.until());
        }
        return keys.put("task", task(stream.task())).node();
    }

    private Keys arrivals(Arrivals arrivals) {
        Keys keys = new Keys();
        return switch (arrivals) {
            case Arrivals.Constant(var rate) -> keys.put("constant", new Keys().put("rate", rate));
            case Arrivals.Poisson(var rate) -> keys.put("poisson", new Keys().put("rate", rate));
            case Arrivals.Bursts(var count, var every) ->
                keys.put("bursts", new Keys().put("count", count).put("every", every));
            case Arrivals.Ramp(var from, var to) ->
                keys.put("ramp", new Keys().put("fromRate", from).put("toRate", to));
            case Arrivals.Closed(var users, var think) ->
                keys.put("closed", new Keys().put("users", users).put("think", distribution(think)));
            case Arrivals.Batch(var count, var at) -> keys.put("batch", new Keys().put("count", count).put("at", at));
            case Arrivals.Bulk bulk -> keys.put(bulk.call().key(), bulk(bulk));
        };
    }

    private Keys bulk(Arrivals.Bulk bulk) {
        Keys keys = new Keys().put("items", bulk.items()).put("at", bulk.at());
        if (bulk.chunkSize() != 1) {
            keys.put("chunkSize", bulk.chunkSize());
        }
        if (bulk.bufferSize() != 1) {
            keys.put("bufferSize", bulk.bufferSize());
        }
        if (!bulk.ordered()) {
            keys.put("ordered", word("false"));
        }
        return bulk.timeout() == null ? keys : keys.put("timeout", bulk.timeout());
    }

    private Keys task(TaskSpec task) {
        Keys keys = work(task.work());
        if (!task.fails().equals(Percentage.ZERO)) {
            keys.put("fails", task.fails());
        }
        return task.cancelAfter() == null ? keys : keys.put("cancelAfter", task.cancelAfter());
    }

    private Keys work(Work work) {
        Keys keys = new Keys();
        return switch (work) {
            case Work.Sleep(var time) -> keys.put("sleep", distribution(time));
            case Work.Cpu(var time) -> keys.put("cpu", distribution(time));
            case Work.Lock(var time) -> keys.put("lock", distribution(time));
            case Work.FanOut(var children, var child, var await) -> {
                Keys fanOut = new Keys().put("children", children).put("child", distribution(child));
                yield keys.put("fanOut", await ? fanOut : fanOut.put("wait", word("false")));
            }
        };
    }

    private YamlNode distribution(Distribution distribution) {
        if (distribution instanceof Distribution.Fixed(var value)) {
            return word(DurationText.format(value));
        }
        Keys keys = new Keys();
        return (switch (distribution) {
            case Distribution.Fixed _ -> keys;
            case Distribution.Uniform(var min, var max) ->
                keys.put("uniform", new Keys().put("min", min).put("max", max));
            case Distribution.Exponential(var mean) -> keys.put("exponential", new Keys().put("mean", mean));
            case Distribution.LogNormal(var median, var sigma) ->
                keys.put("lognormal", new Keys().put("median", median).put("sigma", sigma));
            case Distribution.Pareto(var scale, var shape) ->
                keys.put("pareto", new Keys().put("scale", scale).put("shape", shape));
        }).node();
    }

    private YamlNode action(TimedAction timed) {
        Keys keys = new Keys().put("at", timed.at());
        String key = timed.action().key();
        return (switch (timed.action()) {
            case Action.Note(var caption) -> keys.put(key, text(caption));
            case Action.CancelPending(var stream) -> keys.put(key, text(stream));
            case Action.Submit(var stream, var count) ->
                keys.put(key, new Keys().put("stream", text(stream)).put("count", count));
            case Action.SetRate(var stream, var rate) ->
                keys.put(key, new Keys().put("stream", text(stream)).put("rate", rate));
            case Action.SetIdleTimeout _,Action.SpawnWorkers _,Action.SpawnMaxWorkers _,Action.BreakNextInitializer _,Action.Join _,Action.Shutdown _ ->
                keys.put(key, word(timed.action().value()));
        }).node();
    }
}
