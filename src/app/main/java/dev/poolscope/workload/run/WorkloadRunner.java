package dev.poolscope.workload.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * Runs the workload of a scenario once, on a pool that it makes for it. The pool is there from the beginning and stays when
 * the run has ended: to shut it down is left to the owner of this object.
 *
 * <p>Arrivals and actions are started by one thread, the generator. Every method may be called from any thread; none waits,
 * except {@link #awaitEnd()}.
 */
public final class WorkloadRunner {
    /** The stream of tasks by hand in a scenario that has no stream at all. */
    public static final String MANUAL = "manual";

    /** What those tasks are. Nothing of it arrives by itself. */
    public static final StreamSpec MANUAL_STREAM = new StreamSpec(MANUAL,
            new Arrivals.Constant(new Rate(BigDecimal.ONE, false)), Duration.ZERO, null,
            new TaskSpec(new Work.Sleep(new Distribution.Fixed(Duration.ofMillis(100))), Percentage.ZERO, null));

    private final Scenario scenario;
    private final ThreadPool pool;
    private final Map<String, StreamFeed> feeds = new LinkedHashMap<>();
    private final Generator generator;
    private final LongAdder cutDraws = new LongAdder();
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    /**
     * Makes a runner and its pool.
     *
     * @param scenario what to run; at another speed: {@link Scenario#atSpeed}
     * @param clock the clock of the run and of the pool
     * @param listener hears what the runner does
     * @param observers hear what the pool does
     */
    public WorkloadRunner(Scenario scenario, NanoClock clock, RunListener listener, List<PoolObserver> observers) {
        this.scenario = scenario;
        Hands hands = new Hands(clock, listener);
        TaskResources bench = new TaskResources(clock, new CpuWork(), hands);
        SyntheticHook initializer = new SyntheticHook(HookKind.INITIALIZER, scenario.pool().initializer(), bench);
        SyntheticHook finalizer = scenario.pool().finalizer() == null
                ? null
                : new SyntheticHook(HookKind.FINALIZER, scenario.pool().finalizer(), bench);
        Actions.JoinWatch joins = new Actions.JoinWatch();
        List<PoolObserver> all = new ArrayList<>(observers);
        if (Hands.areNeededBy(scenario)) {
            all.add(hands);
        }
        all.add(joins);
        all.add(new BulkCalls.Watch());
        pool = ScenarioPools.open(scenario.pool(), initializer, finalizer, clock, all);
        Submitter submitter = new Submitter(pool, clock, listener);
        SubSeeds seeds = new SubSeeds(scenario.seed());
        for (StreamSpec stream : scenario.streams().isEmpty() ? List.of(MANUAL_STREAM) : scenario.streams()) {
            feeds.put(stream.name(), new StreamFeed(stream, seeds, bench, submitter, cutDraws));
        }
        generator = new Generator(scenario, clock, listener, submitter, feeds,
                new Actions(pool, initializer, submitter, clock, joins), new BulkCalls(pool, clock));
        thread = Thread.ofPlatform().daemon().name("poolscope-generator").unstarted(this::generate);
    }

    private void generate() {
        try {
            generator.run();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** {@return the scenario, as it was given} */
    public Scenario scenario() {
        return scenario;
    }

    /** {@return the pool of this run} */
    public ThreadPool pool() {
        return pool;
    }

    /**
     * {@return the streams of which tasks can be submitted by hand: the names of the scenario's streams in the order of the
     * file; {@link #MANUAL} alone if it has none}
     */
    public List<String> streams() {
        return List.copyOf(feeds.keySet());
    }

    /**
     * Begins the run.
     *
     * @throws IllegalThreadStateException if it was begun before
     */
    public void start() {
        thread.start();
    }

    /**
     * Performs an action now, beside those of the file: in its turn, at the next full millisecond of the run, and reported to the
     * listener as all actions are. Before the run has begun, it waits for that.
     *
     * @param action what to do
     * @return completed when the action has been performed, a join or a shutdown when it has begun, or refused, with the reason:
     *         by the {@linkplain Action#obstacle action itself}, by the pool, or because the run is over. It is completed in
     *         the thread that performs actions, which waits for what depends on it
     */
    public CompletableFuture<Answer> perform(Action action) {
        String obstacle = action.obstacle(feeds.keySet(), generator.paced());
        return obstacle == null
                ? generator.perform(action)
                : CompletableFuture.completedFuture(new Answer.Refused(obstacle));
    }

    /**
     * {@return what was done by {@link #perform} until now and not refused, in order; each at the time of the run when it
     * was done: a full millisecond, or the end of the run}
     */
    public List<TimedAction> performed() {
        return generator.performed();
    }

    /**
     * {@return the rate of each stream with constant, poisson or ramp arrivals whose window is not over, in the order of the
     * file: as it is now, or as it will be when the window begins; that of a ramp has three digits}
     */
    public Map<String, Rate> rates() {
        return generator.rates();
    }

    /**
     * {@return the tasks that the pool has cancelled because it was shut down or broke, by stream, in the order in which
     * each would first have been taken}
     */
    public List<CancelledBatch> leftovers() {
        return CancelledBatch.of(pool.cancelledTasks());
    }

    /** Ends the run: no more arrivals and actions. What runs in the pool is not touched. */
    public void stop() {
        generator.stop();
    }

    /**
     * Waits until the run has ended: its duration is over, or it was stopped.
     *
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws IllegalStateException if the generator failed, with the cause; that would be a fault in this program
     */
    public void awaitEnd() throws InterruptedException {
        ended.await();
        check();
    }

    /**
     * Waits like {@link #awaitEnd()}, but not for ever.
     *
     * @param timeout how long at most
     * @return true if the run has ended
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws IllegalStateException if the generator failed, with the cause; that would be a fault in this program
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        boolean over = ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        check();
        return over;
    }

    private void check() {
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the workload's generator failed", cause);
        }
    }

    /** {@return how many drawn times were above one hour and were cut there} */
    public long cutDraws() {
        return cutDraws.sum();
    }
}
