package dev.poolscope.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

import dev.poolscope.pool.PoolObserver;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.run.CancelledBatch;
import dev.poolscope.workload.run.RunListener;

/**
 * Runs a scenario in virtual time. The observer and the listener get what those of a real run get, in the order in which it
 * happens and in the thread that calls {@link #run}; their stamps are nanoseconds from the start of the run. What happens at one instant has
 * equal stamps, and the order of the calls is the order of causes.
 *
 * <p>Nothing depends on the machine: the same scenario, with the same seed, on the same number of processors, gives the same
 * calls. What the machine adds is what the scenario's overheads say. A pool of type {@code thread} without {@code maxWorkers} gets that number of processors + 5 workers.
 *
 * <p>Memory depends on what is pending at a time, not on the length of the run. For one thread, and run once.
 */
public final class Simulation {
    /** How long running tasks may go on when the time of the run is over. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int STEPS_BETWEEN_QUESTIONS = 4096;
    private static final int MORE_WORKERS_THAN_PROCESSORS = 5;

    private final Scenario scenario;
    private final Duration length;
    private final RunListener listener;
    private final Agenda agenda;
    private final SimulatedPool pool;
    private final List<StreamLoad> streams = new ArrayList<>();
    private final LongAdder cut = new LongAdder();

    /**
     * Prepares a run.
     *
     * @param scenario what to run; its duration is not open
     * @param cores how many processors computing tasks share; 1 or more
     * @param observer gets what the pool reports
     * @param listener gets what the load reports
     * @throws IllegalArgumentException if the duration is open, or there is no processor
     */
    public Simulation(Scenario scenario, int cores, PoolObserver observer, RunListener listener) {
        this(scenario, cores, ConstantDelays.of(scenario.overheads()), Map.of(), observer, listener);
    }

    /**
     * Prepares a run that is late by chance, and not by the overheads of the scenario.
     *
     * @param scenario what to run; its duration is not open
     * @param cores how many processors computing tasks share; 1 or more
     * @param jitter how late
     * @param observer gets what the pool reports
     * @param listener gets what the load reports
     * @throws IllegalArgumentException if the duration is open, or there is no processor
     */
    public Simulation(Scenario scenario, int cores, Jitter jitter, PoolObserver observer, RunListener listener) {
        this(scenario, cores, jitter.delays(), Map.of(), observer, listener);
    }

    /**
     * Prepares a run that replays tasks of a recorded one.
     *
     * @param scenario what to run; its duration is not open
     * @param cores how many processors computing tasks share; 1 or more
     * @param trace the tasks of streams of the scenario, by name, in the order of their arrival. Open streams get their arrivals and
     *            times from there, and none when they are used up; others the times of as many tasks as there are. What is not there
     *            is drawn
     * @param observer gets what the pool reports
     * @param listener gets what the load reports
     * @throws IllegalArgumentException if the duration is open, or there is no processor
     */
    public Simulation(Scenario scenario, int cores, Map<String, List<TracedTask>> trace, PoolObserver observer,
            RunListener listener) {
        this(scenario, cores, ConstantDelays.of(scenario.overheads().withoutArrivals()), trace, observer, listener);
    }

    private Simulation(Scenario scenario, int cores, Delays delays, Map<String, List<TracedTask>> trace,
            PoolObserver observer, RunListener listener) {
        if (cores < 1) {
            throw new IllegalArgumentException("cores " + cores + " is not allowed; it must be 1 or more");
        }
        Duration duration = scenario.duration();
        if (duration == null) {
            throw new IllegalArgumentException(
                    "duration: open cannot be simulated, because nothing would stop it; give a duration");
        }
        this.scenario = scenario;
        this.listener = listener;
        length = duration;
        agenda = new Agenda(delays);
        Tasks tasks = new Tasks(agenda, observer, listener, cores);
        pool = new SimulatedPool(scenario.pool(), maxWorkers(cores), agenda, observer, tasks);
        tasks.workIn(pool);
        for (StreamSpec spec : scenario.streams()) {
            streams.add(new StreamLoad(scenario, spec, streams.size(), length.toNanos(), agenda, pool, cut,
                    trace.get(spec.name())));
        }
    }

    private int maxWorkers(int cores) {
        PoolKind kind = scenario.pool().kind();
        if (kind != PoolKind.THREAD) {
            return kind.size();
        }
        int asked = scenario.pool().maxWorkers();
        return asked > 0 ? asked : cores + MORE_WORKERS_THAN_PROCESSORS;
    }

    /** The end of the run, and of the time that running tasks get after it. */
    private final class End extends Timer {
        private boolean begun;

        @Override
        void happen() {
            if (begun) {
                pool.interruptRunning();
                return;
            }
            begun = true;
            listener.ended(agenda.now());
            pool.shutdown();
            agenda.set(this, agenda.now() + GRACE.toNanos(), END_OF_RUN);
        }
    }

    /**
     * Runs it to its end.
     *
     * @throws StandstillException if virtual time does not pass any more
     */
    public void run() {
        run(() -> false);
    }

    /**
     * Runs it to its end, unless it is given up.
     *
     * @param givenUp asked now and then, after some thousand steps; true ends the simulation in the midst
     * @throws StandstillException if virtual time does not pass any more
     * @throws CancellationException if it was given up
     */
    public void run(BooleanSupplier givenUp) {
        long steps = 0;
        listener.began(0);
        streams.forEach(StreamLoad::plan);
        int order = 0;
        for (TimedAction timed : scenario.actions()) {
            agenda.set(new Timer() {
                @Override
                void happen() {
                    perform(timed);
                }
            }, timed.at().toNanos(), Timer.ACTION, order++);
        }
        End end = new End();
        agenda.set(end, length.toNanos(), Timer.END_OF_RUN);
        while (!(end.begun && pool.isTerminated())) {
            if (++steps % STEPS_BETWEEN_QUESTIONS == 0 && givenUp.getAsBoolean()) {
                throw new CancellationException("the simulation was given up");
            }
            if (!agenda.advance()) {
                throw new IllegalStateException("the simulated pool did not terminate");
            }
        }
    }

    private void perform(TimedAction timed) {
        Action action = timed.action();
        listener.acting(agenda.now(), action);
        try {
            switch (action) {
                case Action.SetIdleTimeout(var timeout) -> pool.setIdleTimeout(timeout);
                case Action.SpawnWorkers(var count) -> pool.spawnWorkers(count);
                case Action.SpawnMaxWorkers() -> pool.spawnWorkers(pool.maxWorkers);
                case Action.BreakNextInitializer() -> pool.breakNextInitializer(action);
                case Action.Join(var timeout) -> pool.join(timeout);
                case Action.Shutdown() -> pool.shutdownOnce();
                case Action.CancelPending(var stream) -> pool.cancelPending(stream(stream));
                case Action.Submit(var stream, var count) -> stream(stream).submit(count);
                case Action.SetRate(var stream, var rate) -> stream(stream).changeRate(rate);
                case Action.Note _ -> {
                }
            }
            listener.acted(agenda.now(), action);
        } catch (IllegalStateException | RejectedExecutionException refused) {
            listener.actionRefused(agenda.now(), action, String.valueOf(refused.getMessage()));
        } finally {
            listener.tried(action);
        }
    }

    private StreamLoad stream(String name) {
        return Objects.requireNonNull(StreamLoad.named(streams, name), name);
    }

    /** {@return the name of the pool} */
    public String poolName() {
        return pool.name;
    }

    /** {@return how many workers it may have} */
    public int maxWorkers() {
        return pool.maxWorkers;
    }

    /** {@return how many drawn times were above one hour and were cut there} */
    public long cutDraws() {
        return cut.sum();
    }

    /** {@return the tasks that the pool cancelled, by stream, in the order of the file; children apart} */
    public List<CancelledBatch> leftovers() {
        List<CancelledBatch> all = new ArrayList<>();
        for (StreamLoad stream : streams) {
            if (stream.leftOver > 0) {
                all.add(new CancelledBatch(stream.name(), false, stream.leftOver));
            }
            if (stream.leftOverChildren > 0) {
                all.add(new CancelledBatch(stream.name(), true, stream.leftOverChildren));
            }
        }
        return all;
    }
}
