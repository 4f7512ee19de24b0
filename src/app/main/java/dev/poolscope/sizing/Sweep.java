package dev.poolscope.sizing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.simulation.StandstillException;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that goes on: threads of its own take one run after the other, all points with the first seed, then all with the second, so that
 * whenever it is stopped all points know about as much.
 *
 * <p>Any thread may ask how far it is. Nothing of a run that has not ended counts.
 */
public final class Sweep implements AutoCloseable {
    private final SweepPlan plan;
    private final RunEach runner;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch working;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final NanoClock clock = NanoClock.SYSTEM;
    private final long began = clock.nanoTime();
    /** Guarded by itself. */
    private final List<List<SeedRun>> runs = new ArrayList<>();
    private volatile boolean stopped;
    private volatile int done;

    private Sweep(SweepPlan plan, RunEach runner, int width) {
        this.plan = plan;
        this.runner = runner;
        working = new CountDownLatch(width);
        plan.points().forEach(_ -> runs.add(new ArrayList<>()));
        for (int i = 0; i < width; i++) {
            threads.add(Thread.ofPlatform().daemon().name("sweep-" + (i + 1)).unstarted(this::work));
        }
    }

    /**
     * Begins to simulate, on all processors of this machine; with a recorded load, to replay it.
     *
     * @param plan what
     * @return the sweep, to be closed
     */
    public static Sweep simulate(SweepPlan plan) {
        RecordedLoad load = plan.load();
        return start(plan, load == null ? RunEach.simulated(plan.cores()) : RunEach.replayed(load, plan.cores()),
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * Begins to run on real threads, one run after the other.
     *
     * @param plan what
     * @return the sweep, to be closed
     */
    public static Sweep real(SweepPlan plan) {
        return start(plan, RunEach.real(), 1);
    }

    static Sweep start(SweepPlan plan, RunEach runner, int width) {
        Sweep sweep = new Sweep(plan, runner, width);
        sweep.threads.forEach(Thread::start);
        return sweep;
    }

    private void work() {
        try {
            int run = next.getAndIncrement();
            while (run < plan.runs() && !stopped) {
                int point = run % plan.points().size();
                SeedRun measured = runner.run(plan.run(point, run / plan.points().size()), plan.quantities(),
                        plan.goals(), () -> stopped);
                synchronized (runs) {
                    runs.get(point).add(measured);
                    done++;
                }
                run = next.getAndIncrement();
            }
        } catch (RunMeter.NotWanted | InterruptedException end) {
            // It was stopped, and the run that went on does not count.
            stopped = true;
        } catch (Throwable failed) {
            failure.compareAndSet(null, failed);
            stopped = true;
        } finally {
            working.countDown();
        }
    }

    /** {@return what is done} */
    public SweepPlan plan() {
        return plan;
    }

    /** Ends it soon: runs that go on do not count. */
    public void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    /**
     * Waits for its end.
     *
     * @param timeout for how long
     * @return whether it has ended, all its runs done or stopped
     * @throws StandstillException if a scenario cannot be simulated, because its virtual time stands still
     * @throws IllegalStateException if a run failed in any other way
     * @throws InterruptedException if the waiting thread is interrupted; the sweep goes on
     */
    public boolean await(Duration timeout) throws InterruptedException {
        boolean ended = working.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        Throwable failed = failure.get();
        if (ended && failed instanceof StandstillException still) {
            throw still;
        }
        if (ended && failed != null) {
            throw new IllegalStateException("a run of the sweep failed: " + failed, failed);
        }
        return ended;
    }

    /** {@return how many runs have ended} */
    public int done() {
        return done;
    }

    /** {@return whether all of its runs have ended} */
    public boolean isComplete() {
        return done == plan.runs();
    }

    /** {@return how long it goes on by now} */
    public Duration elapsed() {
        return Duration.ofNanos(clock.nanoTime() - began);
    }

    /** {@return how long the rest will take, if it goes on as until now; null as long as no run has ended} */
    public @Nullable Duration left() {
        int ended = done;
        return ended == 0 ? null : elapsed().multipliedBy(plan.runs() - ended).dividedBy(ended);
    }

    /** {@return what is known of each point, in the order of the plan} */
    public List<SweepPoint> points() {
        List<List<SeedRun>> copy = new ArrayList<>();
        synchronized (runs) {
            runs.forEach(each -> copy.add(List.copyOf(each)));
        }
        List<SweepPoint> points = new ArrayList<>();
        for (int i = 0; i < copy.size(); i++) {
            points.add(SweepPoint.of(plan, i, copy.get(i)));
        }
        return points;
    }

    /** {@return the result as far as it is known} */
    public SweepResult result() {
        return new SweepResult(plan, points());
    }

    /** Stops it. */
    @Override
    public void close() {
        stop();
    }
}
