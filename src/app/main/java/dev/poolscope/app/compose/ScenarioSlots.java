package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;

/** The places of a scenario and of its streams that the form edits. */
final class ScenarioSlots {
    private ScenarioSlots() {}

    static Slot<String> name() {
        return new Slot<>(Scenario::name, (it, name) -> new Scenario(name, it.description(), it.seed(), it.duration(),
                it.pool(), it.streams(), it.actions(), it.expectations(), it.overheads()));
    }

    static Slot<String> description() {
        return new Slot<>(Scenario::description, (it, description) -> new Scenario(it.name(), description, it.seed(),
                it.duration(), it.pool(), it.streams(), it.actions(), it.expectations(), it.overheads()));
    }

    static Slot<Long> seed() {
        return new Slot<>(Scenario::seed, Scenario::withSeed);
    }

    /** Empty for until it is stopped. */
    static Slot<Optional<Duration>> duration() {
        return new Slot<>(it -> Optional.ofNullable(it.duration()),
                (it, duration) -> it.withDuration(duration.orElse(null)));
    }

    static Slot<PoolSpec> pool() {
        return new Slot<>(Scenario::pool, (it, pool) -> new Scenario(it.name(), it.description(), it.seed(),
                it.duration(), pool, it.streams(), it.actions(), it.expectations(), it.overheads()));
    }

    static Slot<List<StreamSpec>> streams() {
        return new Slot<>(Scenario::streams, (it, streams) -> new Scenario(it.name(), it.description(), it.seed(),
                it.duration(), it.pool(), streams, it.actions(), it.expectations(), it.overheads()));
    }

    static Slot<List<TimedAction>> actions() {
        return new Slot<>(Scenario::actions, (it, actions) -> new Scenario(it.name(), it.description(), it.seed(),
                it.duration(), it.pool(), it.streams(), actions, it.expectations(), it.overheads()));
    }

    static Slot<List<Expectation>> expectations() {
        return new Slot<>(Scenario::expectations, (it, expectations) -> new Scenario(it.name(), it.description(),
                it.seed(), it.duration(), it.pool(), it.streams(), it.actions(), expectations, it.overheads()));
    }

    /** An entry of a list. */
    static <T> Slot<T> entry(Slot<List<T>> list, IntSupplier index) {
        return list.then(all -> all.get(index.getAsInt()), (all, value) -> {
            List<T> changed = new ArrayList<>(all);
            changed.set(index.getAsInt(), value);
            return List.copyOf(changed);
        });
    }

    /** The name of a stream. Actions and expectations that name the stream go on naming it. */
    static Slot<String> streamName(IntSupplier index) {
        Slot<StreamSpec> stream = entry(streams(), index);
        return new Slot<>(it -> stream.get().apply(it).name(), (it, name) -> {
            StreamSpec old = stream.get().apply(it);
            Scenario renamed = stream.set().apply(it,
                    new StreamSpec(name, old.arrivals(), old.from(), old.until(), old.task()));
            boolean another = renamed.streams().stream().anyMatch(other -> other.name().equals(old.name()));
            return another ? renamed : withAllAbout(renamed, old.name(), name);
        });
    }

    private static Scenario withAllAbout(Scenario scenario, String old, String name) {
        Scenario acting = actions().set().apply(scenario, scenario.actions().stream()
                .map(timed -> new TimedAction(timed.at(), about(timed.action(), old, name))).toList());
        return expectations().set().apply(acting,
                acting.expectations().stream().map(each -> about(each, old, name)).toList());
    }

    private static Expectation about(Expectation expectation, String old, String name) {
        return expectation.quantity() instanceof Quantity.OfStream(var of, var stream) && stream.equals(old)
                ? new Expectation(new Quantity.OfStream(of, name), expectation.comparison(), expectation.bound())
                : expectation;
    }

    private static Action about(Action action, String old, String name) {
        if (!old.equals(action.stream())) {
            return action;
        }
        return switch (action) {
            case Action.Submit(_, var count) -> new Action.Submit(name, count);
            case Action.SetRate(_, var rate) -> new Action.SetRate(name, rate);
            case Action.CancelPending _ -> new Action.CancelPending(name);
            case Action.SetIdleTimeout _,Action.SpawnWorkers _,Action.SpawnMaxWorkers _,Action.BreakNextInitializer _,Action.Join _,Action.Shutdown _,Action.Note _ ->
                action;
        };
    }

    /** The arrivals of a stream. What the new ones have no use for goes with the old: the window, a bulk call's cancelling. */
    static Slot<Arrivals> arrivals(Slot<StreamSpec> stream) {
        return stream.then(StreamSpec::arrivals, (it, arrivals) -> {
            TaskSpec task = arrivals instanceof Arrivals.Bulk
                    ? new TaskSpec(it.task().work(), it.task().fails(), null)
                    : it.task();
            return arrivals.windowed()
                    ? new StreamSpec(it.name(), arrivals, it.from(), it.until(), task)
                    : new StreamSpec(it.name(), arrivals, Duration.ZERO, null, task);
        });
    }
}
