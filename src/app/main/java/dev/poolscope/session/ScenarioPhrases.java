package dev.poolscope.session;

import java.time.Duration;
import java.util.StringJoiner;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/** Says in words what a scenario says in keys. */
public final class ScenarioPhrases {
    private ScenarioPhrases() {}

    public static String pool(PoolSpec pool) {
        var words = new StringJoiner("; ");
        words.add("idle workers " + (pool.idleTimeout() == null ? "stay" : "retire after " + time(pool.idleTimeout())));
        if (pool.maxTasksPerWorker() > 0) {
            words.add("a worker retires after " + LegibleCount.of(pool.maxTasksPerWorker(), "task"));
        }
        words.add(pool.workerType().name().toLowerCase(java.util.Locale.ROOT) + " threads");
        hook(words, "initializer", pool.initializer());
        hook(words, "finalizer", pool.finalizer());
        return words.toString();
    }

    /**
     * Says what a hook does.
     *
     * @param hook an initializer or finalizer
     * @return such as {@code takes 100ms}
     */
    public static String hook(HookSpec hook) {
        return "takes " + time(hook.takes())
                + (hook.failsOnWorker() > 0 ? " and fails on worker " + hook.failsOnWorker() : "");
    }

    private static void hook(StringJoiner words, String name, @Nullable HookSpec hook) {
        if (hook != null) {
            words.add("the " + name + " " + hook(hook));
        }
    }

    /** {@return when the tasks of a stream come, and what each does} */
    public static String stream(StreamSpec stream) {
        return arrivals(stream) + "; each " + task(stream.task());
    }

    /**
     * Says when the tasks of a stream arrive.
     *
     * @param stream the stream
     * @return such as {@code evenly, 20/s}
     */
    public static String arrivals(StreamSpec stream) {
        String words = arrivals(stream.arrivals());
        if (!stream.arrivals().windowed()) {
            return words;
        }
        return words + ", from " + time(stream.from())
                + (stream.until() == null ? "" : " until " + time(stream.until()));
    }

    /** The same without the window. */
    static String arrivals(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Constant(var rate) -> "evenly, " + rate;
            case Arrivals.Poisson(var rate) -> "at random, " + rate + " on average";
            case Arrivals.Bursts(var count, var every) ->
                (count == 1 ? "one" : LegibleCount.of(count) + " at once,") + " every " + time(every);
            case Arrivals.Ramp(var from, var to) -> "evenly, from " + from + " to " + to;
            case Arrivals.Closed(var users, var think) ->
                LegibleCount.of(users, "user") + (users == 1 ? ", thinking for " : ", each thinking for ")
                        + distribution(think);
            case Arrivals.Batch(var count, var at) ->
                (count == 1 ? "one" : LegibleCount.of(count) + " at once,") + " at " + time(at);
            case Arrivals.Bulk bulk ->
                bulk.call().key() + " of " + LegibleCount.of(bulk.items(), "item") + ", at " + time(bulk.at())
                        + options(bulk);
        };
    }

    /** What is otherwise than if nothing is said. */
    private static String options(Arrivals.Bulk bulk) {
        return (bulk.chunkSize() == 1 ? "" : ", " + LegibleCount.of(bulk.chunkSize()) + " in a chunk")
                + (bulk.bufferSize() == 1
                        ? ""
                        : ", at most " + LegibleCount.of(bulk.bufferSize()) + " chunks in flight")
                + (bulk.ordered() ? "" : ", in any order")
                + (bulk.timeout() == null ? "" : ", given up after " + time(bulk.timeout()));
    }

    /**
     * Says what a task does.
     *
     * @param task the task
     * @return such as {@code sleeps 250ms}
     */
    public static String task(TaskSpec task) {
        String words = switch (task.work()) {
            case Work.Sleep(var time) -> "sleeps " + distribution(time);
            case Work.Cpu(var time) -> "computes for " + distribution(time);
            case Work.Lock(var time) -> "holds the shared lock for " + distribution(time);
            case Work.FanOut(var children, var child, var await) ->
                "submits "
                        + (children == 1 ? "a child that sleeps " : LegibleCount.of(children) + " children that sleep ")
                        + distribution(child) + (await ? ", and waits for " + (children == 1 ? "it" : "them") : "");
        };
        return words + (task.fails().percent().signum() == 0 ? "" : "; " + task.fails() + " fail")
                + (task.cancelAfter() == null ? "" : "; cancelled after " + time(task.cancelAfter()));
    }

    private static String distribution(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Fixed(var value) -> time(value);
            case Distribution.Uniform(var min, var max) -> time(min) + " to " + time(max);
            case Distribution.Exponential(var mean) -> time(mean) + " on average (exponential)";
            case Distribution.LogNormal(var median, var sigma) ->
                time(median) + " in the median (lognormal, sigma " + sigma + ")";
            case Distribution.Pareto(var scale, var shape) ->
                "at least " + time(scale) + " (Pareto, shape " + shape + ")";
        };
    }

    public static String time(Duration duration) {
        return DurationText.format(duration);
    }
}
