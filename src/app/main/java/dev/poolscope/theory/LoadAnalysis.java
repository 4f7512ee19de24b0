package dev.poolscope.theory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * Holds a scenario against the assumptions of the formulas: a steady open load of independent tasks, one queue, workers that are always
 * there. What breaks these makes every formula here inapplicable; what breaks only the form of arrivals or service times is named, and the mean wait
 * is approximated. The formulas are of the steady state; a run begins with an empty pool.
 */
public final class LoadAnalysis {
    private static final int MORE_WORKERS_THAN_PROCESSORS = 5;

    private LoadAnalysis() {}

    /**
     * Says what theory says.
     *
     * @param scenario the load and its pool
     * @param cores how many processors computing tasks share
     * @return the steady state, that there is none, or why no formula applies
     */
    public static Theory of(Scenario scenario, int cores) {
        int workers = workers(scenario.pool(), cores);
        String obstacle = obstacle(scenario, workers, cores);
        return obstacle == null ? applied(scenario, workers) : new Theory.NotApplicable(obstacle);
    }

    /**
     * Tells the size of a pool.
     *
     * @param pool of a scenario
     * @param cores the number of processors, of which the default depends
     * @return how many workers it may have
     */
    public static int workers(PoolSpec pool, int cores) {
        return pool.kind() != PoolKind.THREAD
                ? pool.kind().size()
                : pool.maxWorkers() > 0 ? pool.maxWorkers() : cores + MORE_WORKERS_THAN_PROCESSORS;
    }

    // ---------------------------------------------------------------- what no formula bears

    private static @Nullable String obstacle(Scenario scenario, int workers, int cores) {
        if (scenario.streams().isEmpty()) {
            return "no stream brings tasks";
        }
        StreamSpec first = scenario.streams().getFirst();
        for (StreamSpec stream : scenario.streams()) {
            String obstacle = obstacle(stream, workers, cores);
            if (obstacle != null) {
                return "'" + stream.name() + "' " + obstacle;
            }
            if (!stream.from().equals(first.from()) || !Objects.equals(stream.until(), first.until())) {
                return "'" + first.name() + "' and '" + stream.name()
                        + "' come at different times, so the load changes";
            }
            if (scenario.streams().size() > 1 && stream.arrivals() instanceof Arrivals.Constant) {
                return "'" + stream.name()
                        + "' is evenly spaced beside another stream, and together they are neither evenly spaced nor random";
            }
        }
        for (TimedAction timed : scenario.actions()) {
            if (!isHarmless(timed.action())) {
                return "the action '" + timed.action().words() + "' changes what happens";
            }
        }
        return takesTime(scenario.pool().initializer()) || takesTime(scenario.pool().finalizer())
                ? "hooks keep workers from their tasks"
                : null;
    }

    /**
     * Tells whether theory holds with an action as it does without it.
     *
     * @param action what is done to the pool
     * @return whether it changes neither the load nor the number of workers that the pool may have
     */
    public static boolean isHarmless(Action action) {
        return switch (action) {
            case Action.Note _,Action.SetIdleTimeout _,Action.SpawnWorkers _,Action.SpawnMaxWorkers _ -> true;
            case Action.BreakNextInitializer _,Action.Join _,Action.Shutdown _,Action.CancelPending _,Action.Submit _,Action.SetRate _ ->
                false;
        };
    }

    private static boolean takesTime(@Nullable HookSpec hook) {
        return hook != null && (!hook.takes().isZero() || hook.failsOnWorker() > 0);
    }

    private static @Nullable String obstacle(StreamSpec stream, int workers, int cores) {
        String arrivals = switch (stream.arrivals()) {
            case Arrivals.Constant _,Arrivals.Poisson _ -> null;
            case Arrivals.Ramp _ -> "has a rate that changes";
            case Arrivals.Closed _ -> "is closed: its users wait for their tasks, so arrivals depend on the pool";
            case Arrivals.Bursts _,Arrivals.Batch _,Arrivals.Bulk _ -> "comes many at once";
        };
        if (arrivals != null) {
            return arrivals;
        }
        if (stream.task().cancelAfter() != null) {
            return "is cancelled after a time, so tasks leave the queue";
        }
        Distribution time = switch (stream.task().work()) {
            case Work.Sleep(var sleep) -> sleep;
            case Work.Cpu(var cpu) -> workers > cores ? null : cpu;
            case Work.Lock _,Work.FanOut _ -> null;
        };
        if (time == null) {
            return switch (stream.task().work()) {
                case Work.Cpu _ -> "computes on more workers than processors, so tasks slow each other down";
                case Work.FanOut _ -> "fans out: its tasks wait for others";
                default -> "shares a lock: its tasks wait for each other";
            };
        }
        Moments moments = Moments.of(time);
        if (moments.mean() == 0) {
            return "has tasks that take no time";
        }
        return Double.isInfinite(moments.squaredVariation())
                ? "has service times without a finite variance"
                : null;
    }

    // ---------------------------------------------------------------- what a formula says

    private static Theory applied(Scenario scenario, int workers) {
        double rate = 0;
        double load = 0;
        double secondMoment = 0;
        boolean poisson = true;
        for (StreamSpec stream : scenario.streams()) {
            double perSecond = perSecond(stream.arrivals());
            Moments moments = Moments.of(time(stream.task().work()));
            rate += perSecond;
            load += perSecond * moments.mean();
            secondMoment += perSecond * moments.secondMoment();
            poisson &= stream.arrivals() instanceof Arrivals.Poisson;
        }
        if (load >= workers) {
            return new Theory.Saturated(load, workers);
        }
        double service = load / rate;
        double variation = Math.max(0, secondMoment / rate / (service * service) - 1);
        List<String> broken = new ArrayList<>();
        if (!poisson) {
            broken.add("arrivals are evenly spaced, not Poisson");
        }
        if (!isExponential(scenario)) {
            broken.add(String.format(Locale.ROOT, "service times are not exponential: cv %.2g", Math.sqrt(variation)));
        }
        if (!scenario.overheads().isNone()) {
            broken.add("workers do not go on at once: " + scenario.overheads() + ", which is not in the formula");
        }
        ErlangC queue = new ErlangC(workers, rate, service);
        return broken.isEmpty()
                ? new Theory.Steady(Theory.Formula.ERLANG_C, queue, 1, broken)
                : new Theory.Steady(Theory.Formula.ALLEN_CUNNEEN, queue, ((poisson ? 1 : 0) + variation) / 2, broken);
    }

    private static boolean isExponential(Scenario scenario) {
        Duration mean = null;
        for (StreamSpec stream : scenario.streams()) {
            if (!(time(stream.task().work()) instanceof Distribution.Exponential(var own))
                    || (mean != null && !mean.equals(own))) {
                return false;
            }
            mean = own;
        }
        return true;
    }

    private static Distribution time(Work work) {
        return switch (work) {
            case Work.Sleep(var time) -> time;
            case Work.Cpu(var time) -> time;
            case Work.Lock(var time) -> time;
            case Work.FanOut(_, var child, _) -> child;
        };
    }

    private static double perSecond(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Constant(var rate) -> rate.perSecond();
            case Arrivals.Poisson(var rate) -> rate.perSecond();
            default -> throw new IllegalArgumentException("arrivals without a steady rate: " + arrivals);
        };
    }
}
