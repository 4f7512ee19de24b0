package dev.poolscope.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.simulation.Simulation;
import dev.poolscope.simulation.TracedTask;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.RunListener;
import org.jspecify.annotations.Nullable;

/**
 * The load of a finished run, to be replayed on another pool, or with other actions: the recorded arrivals and service times.
 * What was done to the pool by hand is done again at its time. What the recording does not have is drawn as the scenario says, and told by {@link #filledIn()}. Users of closed streams and bulk calls react to the
 * pool as they do; their n-th task takes the n-th recorded time. Immutable; safe for use by many threads.
 */
public final class Replay {
    private static final String DRAWN_TO_FAIL = "drawn to fail";

    private final FinishedRun run;
    private final Map<String, List<TracedTask>> trace = new LinkedHashMap<>();
    private final List<TimedAction> byHand;
    private final List<String> filledIn = new ArrayList<>();

    private Replay(FinishedRun run) {
        this.run = run;
        byHand = DoneByHand.in(run);
        Map<String, List<Life>> lives = lives(run.events());
        Set<String> known = new HashSet<>();
        for (StreamSpec stream : run.scenario().streams()) {
            known.add(stream.name());
            takeIn(stream, lives.getOrDefault(stream.name(), List.of()));
        }
        lives.keySet().stream().filter(name -> !known.contains(name)).forEach(
                name -> filledIn
                        .add("tasks of " + Quoted.of(name) + ", which is no stream of the scenario, are left out"));
        for (TimedAction timed : byHand) {
            String stream = timed.action().stream();
            if (stream != null && !known.contains(stream) && !(timed.action() instanceof Action.Submit)) {
                leftOut(timed.action().words(), timed.at().toNanos());
            }
        }
        for (RunEvent event : run.events()) {
            if (event instanceof PoolEvent.Remark it) {
                leftOut(it.text(), it.nanos());
            }
        }
    }

    private void leftOut(String action, long nanos) {
        filledIn.add(action + " at " + LegibleTime.moment(nanos) + ", which cannot be done again, is left out");
    }

    /**
     * Takes the load out of a run.
     *
     * @param run the run; of threads or simulated, from memory or from a recording
     * @return its load
     */
    public static Replay of(FinishedRun run) {
        return new Replay(run);
    }

    /** A task, as far as its events tell. */
    private static final class Life {
        private final long due;
        private final long submitted;
        private long started = TracedTask.UNKNOWN;
        private long blockedSince = TracedTask.UNKNOWN;
        private long blocked;
        private long work = TracedTask.UNKNOWN;
        private boolean fails;

        Life(long due, long submitted) {
            this.due = due;
            this.submitted = submitted;
        }

        void resumes(long nanos) {
            if (blockedSince != TracedTask.UNKNOWN) {
                blocked += nanos - blockedSince;
                blockedSince = TracedTask.UNKNOWN;
            }
        }

        void ends(long nanos, boolean failing) {
            if (started != TracedTask.UNKNOWN) {
                work = Math.max(0, nanos - started - blocked);
                fails = failing;
            }
        }

        TracedTask traced() {
            return new TracedTask(due, submitted, work, fails);
        }
    }

    private static Map<String, List<Life>> lives(List<RunEvent> events) {
        Map<String, List<Life>> streams = new LinkedHashMap<>();
        Map<Long, Life> tasks = new HashMap<>();
        for (RunEvent event : events) {
            switch (event) {
                case TaskEvent.Submitted it ->
                    tasks.put(it.taskId(), add(streams, it.stream(), it.dueNanos(), it.nanos()));
                case PoolEvent.Rejected it -> add(streams, it.stream(), it.dueNanos(), it.nanos());
                case TaskEvent task -> {
                    Life life = tasks.get(task.taskId());
                    if (life != null) {
                        live(life, task);
                    }
                }
                default -> {
                }
            }
        }
        return streams;
    }

    private static Life add(Map<String, List<Life>> streams, @Nullable String stream, long due, long submitted) {
        Life life = new Life(due, submitted);
        streams.computeIfAbsent(stream == null ? "" : stream, _ -> new ArrayList<>()).add(life);
        return life;
    }

    private static void live(Life life, TaskEvent event) {
        switch (event) {
            case TaskEvent.Started it -> life.started = it.nanos();
            case TaskEvent.Blocked it -> {
                if (life.blockedSince == TracedTask.UNKNOWN) {
                    life.blockedSince = it.nanos();
                }
            }
            case TaskEvent.Resumed it -> life.resumes(it.nanos());
            case TaskEvent.Completed it -> life.ends(it.nanos(), false);
            case TaskEvent.Failed it -> {
                if (it.cause().contains(DRAWN_TO_FAIL)) {
                    life.ends(it.nanos(), true);
                }
            }
            case TaskEvent.Submitted _,TaskEvent.Cancelled _,TaskEvent.LeftWorker _ -> {
            }
        }
    }

    private void takeIn(StreamSpec stream, List<Life> lives) {
        String name = Quoted.of(stream.name());
        long came = run.summary().stream(stream.name()).map(Replay::arrivals).orElse(0L);
        if (stream.task().work() instanceof Work.FanOut) {
            filledIn.add(
                    "stream " + name + " is drawn from the seed: which child belongs to which task is not recorded");
        } else if (lives.size() != came) {
            filledIn.add("stream " + name + " is drawn from the seed: of its " + LegibleCount.of(came, "task")
                    + " only " + lives.size()
                    + " are in the recording one by one");
        } else if (!isOpen(stream) && isSubmittedByAction(stream)) {
            filledIn.add(
                    "stream " + name + " is drawn from the seed: its tasks by action are not told from its others");
        } else {
            List<TracedTask> tasks = lives.stream().map(Life::traced).toList();
            trace.put(stream.name(), tasks);
            long drawn = tasks.stream().filter(it -> it.work() == TracedTask.UNKNOWN).count();
            if (drawn > 0) {
                filledIn.add("of stream " + name + ", " + drawn + " of " + LegibleCount.of(tasks.size(), "task")
                        + " did not run to their end; their times are drawn from the seed");
            }
            if (stream.task().work() instanceof Work.Cpu) {
                filledIn.add("tasks of stream " + name
                        + " take as long as they took, however many of them compute at a time");
            }
        }
    }

    private static long arrivals(StreamSummary summary) {
        return summary.submitted() + summary.rejected();
    }

    private static boolean isOpen(StreamSpec stream) {
        return !(stream.arrivals() instanceof Arrivals.Closed) && !(stream.arrivals() instanceof Arrivals.Bulk);
    }

    private boolean isSubmittedByAction(StreamSpec stream) {
        return Stream.concat(run.scenario().actions().stream(), byHand.stream())
                .anyMatch(it -> it.action() instanceof Action.Submit(var to, _) && to.equals(stream.name()));
    }

    /** {@return a sentence without its full stop for each thing that the recording does not have, and what is in its place} */
    public List<String> filledIn() {
        return List.copyOf(filledIn);
    }

    /**
     * Replays it, in the calling thread.
     *
     * @param changed the scenario of the run with what shall be different: its pool, or actions; its streams have the same names
     * @param cores how many processors computing tasks share; 1 or more
     * @param givenUp asked now and then; true ends the simulation in the midst
     * @return the run; it ends when the recorded one was to end
     * @throws IllegalArgumentException if the streams are others, with a sentence that names them
     * @throws java.util.concurrent.CancellationException if it was given up
     */
    public FinishedRun on(Scenario changed, int cores, BooleanSupplier givenUp) {
        Scenario done = done(changed);
        return SimulatedRun.of(changed.withDuration(run.length()), done, cores, trace, givenUp);
    }

    /**
     * Prepares to replay it for an observer, which keeps of it what it wants; no event is kept otherwise.
     *
     * @param changed the scenario of the run with what shall be different, as above
     * @param cores how many processors computing tasks share; 1 or more
     * @param observer what is called as the pool of real threads calls it
     * @param listener what hears of arrivals, actions and blocked tasks
     * @return the simulation, which has not begun; it ends when the recorded run was to end
     * @throws IllegalArgumentException if the streams are others, with a sentence that names them
     */
    public Simulation on(Scenario changed, int cores, PoolObserver observer, RunListener listener) {
        return new Simulation(done(changed), cores, trace, observer, listener);
    }

    /** The scenario without what is in the trace already, and with what was done by hand. */
    private Scenario done(Scenario changed) {
        Set<String> recorded = names(run.scenario());
        if (!names(changed).equals(recorded)) {
            throw new IllegalArgumentException(
                    "the recorded run has the streams " + recorded + ", not " + names(changed)
                            + "; its load can only be replayed on the same ones");
        }
        Scenario whole = changed.withDuration(run.length());
        List<TimedAction> actions = new ArrayList<>(whole.actions());
        for (TimedAction before : run.scenario().actions()) {
            if (isInTrace(before.action())) {
                actions.remove(before);
            }
        }
        byHand.stream().filter(it -> !isInTrace(it.action())).filter(it -> isPossible(it.action(), recorded))
                .forEach(actions::add);
        actions.sort(Comparator.comparing(TimedAction::at));
        actions.removeIf(it -> it.at().compareTo(run.length()) > 0);
        return new Scenario(whole.name(), whole.description(), whole.seed(), whole.duration(), whole.pool(),
                whole.streams(), actions, whole.expectations(), whole.overheads().withoutArrivals());
    }

    /** Tasks by hand of a scenario without streams are of none that it has. */
    private static boolean isPossible(Action action, Set<String> streams) {
        return action.stream() == null || streams.contains(action.stream());
    }

    private boolean isInTrace(Action action) {
        return switch (action) {
            case Action.Submit(var stream, _) -> trace.containsKey(stream);
            case Action.SetRate(var stream, _) -> trace.containsKey(stream);
            default -> false;
        };
    }

    private static Set<String> names(Scenario scenario) {
        return scenario.streams().stream().map(StreamSpec::name).collect(Collectors.toSet());
    }
}
