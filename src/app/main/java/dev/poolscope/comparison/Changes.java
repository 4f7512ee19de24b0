package dev.poolscope.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.poolscope.session.ScenarioPhrases;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/** Finds what was changed from one run to another. */
final class Changes {
    /** What is to be said where the scenario of one run is not known. */
    static final String NOT_ALL = "Of a summary.json it is not known what idle timeout, limits, hooks, streams and actions there were.";

    static final String SCENARIO = "scenario";
    static final String KIND = "pool";
    static final String POOL_NAME = "name of the pool";

    private final List<Change> found = new ArrayList<>();

    private Changes() {}

    static List<Change> between(ComparedRun a, ComparedRun b) {
        Changes changes = new Changes();
        ComparedRun.Outline one = a.outline();
        ComparedRun.Outline other = b.outline();
        changes.add(SCENARIO, one.scenario(), other.scenario());
        changes.add("run on", machine(one), machine(other));
        changes.add("seed", Long.toString(one.seed()), Long.toString(other.seed()));
        Scenario before = a.scenario().orElse(null);
        Scenario after = b.scenario().orElse(null);
        double speed = before == null || after == null ? 1 : speed(before, after);
        if (before != null && speed != 1) {
            changes.add("speed", "1", LegibleCount.figures(speed) + " times");
            before = before.atSpeed(speed);
        } else {
            changes.add("length", DurationText.format(Duration.ofNanos(one.nanos())),
                    DurationText.format(Duration.ofNanos(other.nanos())));
        }
        // The kinds of pools differ in nothing but the number of their workers, and in the name of a pool that is given none.
        if (one.maxWorkers() == other.maxWorkers()) {
            changes.add(KIND, one.poolType(), other.poolType());
        } else {
            changes.add("most workers", Integer.toString(one.maxWorkers()), Integer.toString(other.maxWorkers()));
        }
        if (!isNamedAfterItsKind(one) || !isNamedAfterItsKind(other)) {
            changes.add(POOL_NAME, one.poolName(), other.poolName());
        }
        if (before != null && after != null) {
            changes.pool(before.pool(), after.pool());
            changes.add("overheads", overheads(before), overheads(after));
            changes.streams(before, after);
            changes.actions(before, after);
            doneInOne(a, b).forEach(action -> changes.add("done by hand", byHand(action), Change.NONE));
            doneInOne(b, a).forEach(action -> changes.add("done by hand", Change.NONE, byHand(action)));
        }
        return List.copyOf(changes.found);
    }

    private static boolean isNamedAfterItsKind(ComparedRun.Outline run) {
        return Arrays.stream(PoolKind.values())
                .anyMatch(kind -> kind.key().equals(run.poolType()) && kind.className().equals(run.poolName()));
    }

    private static String overheads(Scenario scenario) {
        return scenario.overheads().isNone() ? "none" : scenario.overheads().toString();
    }

    private static String machine(ComparedRun.Outline outline) {
        int cores = outline.simulatedCores();
        return cores == 0 ? "real threads" : "simulated on " + cores + (cores == 1 ? " processor" : " processors");
    }

    /** By how much the second is the first made faster, if all of its load is that; otherwise 1. */
    private static double speed(Scenario before, Scenario after) {
        if (before.duration() == null || after.duration() == null || after.duration().isZero()
                || before.duration().equals(after.duration())) {
            return 1;
        }
        double speed = (double) before.duration().toNanos() / after.duration().toNanos();
        Scenario faster = before.atSpeed(speed);
        return faster.streams().equals(after.streams()) && faster.actions().equals(after.actions()) ? speed : 1;
    }

    private void pool(PoolSpec before, PoolSpec after) {
        add("idle timeout", time(before.idleTimeout()), time(after.idleTimeout()));
        add("tasks per worker", limit(before.maxTasksPerWorker()), limit(after.maxTasksPerWorker()));
        add("threads", before.workerType().name().toLowerCase(Locale.ROOT),
                after.workerType().name().toLowerCase(Locale.ROOT));
        add("initializer", hook(before.initializer()), hook(after.initializer()));
        add("finalizer", hook(before.finalizer()), hook(after.finalizer()));
    }

    private static String time(@Nullable Duration timeout) {
        return timeout == null ? "never" : DurationText.format(timeout);
    }

    private static String limit(int tasks) {
        return tasks == 0 ? "no limit" : Integer.toString(tasks);
    }

    private static String hook(@Nullable HookSpec hook) {
        return hook == null ? Change.NONE : ScenarioPhrases.hook(hook);
    }

    private void streams(Scenario before, Scenario after) {
        Map<String, StreamSpec> one = byName(before);
        Map<String, StreamSpec> other = byName(after);
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        for (String name : names) {
            StreamSpec was = one.get(name);
            StreamSpec is = other.get(name);
            if (was == null || is == null) {
                add("stream " + name, was == null ? Change.NONE : stream(was), is == null ? Change.NONE : stream(is));
            } else if (!was.equals(is)) {
                add("stream " + name + ": arrives", ScenarioPhrases.arrivals(was), ScenarioPhrases.arrivals(is));
                add("stream " + name + ": each task", ScenarioPhrases.task(was.task()),
                        ScenarioPhrases.task(is.task()));
            }
        }
    }

    private static Map<String, StreamSpec> byName(Scenario scenario) {
        Map<String, StreamSpec> streams = new LinkedHashMap<>();
        scenario.streams().forEach(stream -> streams.put(stream.name(), stream));
        return streams;
    }

    private static String stream(StreamSpec stream) {
        return ScenarioPhrases.arrivals(stream) + "; each " + ScenarioPhrases.task(stream.task());
    }

    private void actions(Scenario before, Scenario after) {
        List<TimedAction> gone = new ArrayList<>(before.actions());
        after.actions().forEach(gone::remove);
        List<TimedAction> added = new ArrayList<>(after.actions());
        before.actions().forEach(added::remove);
        gone.forEach(action -> add("action", action(action), Change.NONE));
        added.forEach(action -> add("action", Change.NONE, action(action)));
    }

    /** Whether something was done by hand to one of two runs that was not done to the other at the same time. */
    static boolean differByHand(ComparedRun a, ComparedRun b) {
        return !doneInOne(a, b).isEmpty() || !doneInOne(b, a).isEmpty();
    }

    /** What brings tasks is no difference where the other run has the same tasks, as a replay has them without the action. */
    private static List<TimedAction> doneInOne(ComparedRun one, ComparedRun other) {
        List<TimedAction> done = new ArrayList<>(one.byHand());
        other.byHand().forEach(done::remove);
        done.removeIf(it -> switch (it.action()) {
            case Action.Submit(var stream, _) -> isDueAlike(stream, one, other);
            case Action.SetRate(var stream, _) -> isDueAlike(stream, one, other);
            default -> false;
        });
        return done;
    }

    private static boolean isDueAlike(String stream, ComparedRun one, ComparedRun other) {
        return tasks(stream, one).isDueAs(tasks(stream, other));
    }

    private static StreamTasks tasks(String stream, ComparedRun run) {
        return run.tasks().stream().filter(it -> it.stream().equals(stream)).findFirst()
                .orElse(new StreamTasks(stream, List.of()));
    }

    private static String byHand(TimedAction action) {
        return "at " + LegibleTime.moment(action.at().toNanos()) + " " + action.action().words();
    }

    private static String action(TimedAction action) {
        return "at " + DurationText.format(action.at()) + " " + action.action().words();
    }

    private void add(String what, String before, String after) {
        if (!before.equals(after)) {
            found.add(new Change(what, before, after));
        }
    }
}
