package dev.poolscope.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.run.WorkloadRunner;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a living run by hand. Every method asks for something and returns at once; it is done in the order of
 * asking, recorded as an action, in the words that a scenario would use, and refused by the pool where the pool refuses. Each
 * gives false if the run has ended, so that nothing will be done.
 *
 * <p>Safe for use by many threads, also before the run has begun.
 */
public final class LiveControls {
    private final WorkloadRunner runner;

    LiveControls(WorkloadRunner runner) {
        this.runner = runner;
    }

    /**
     * {@return the streams of which tasks can be submitted: the names of the scenario's streams; if it has none, {@link
     * WorkloadRunner#MANUAL}, whose tasks sleep 100 ms}
     */
    public List<String> streams() {
        return runner.streams();
    }

    /**
     * Submits one task.
     *
     * @param stream of which stream, one of {@link #streams()}
     * @return whether it will be done
     * @throws IllegalArgumentException if there is no such stream
     */
    public boolean submit(String stream) {
        return submit(stream, 1);
    }

    /**
     * Submits several tasks at once.
     *
     * @param stream of which stream, one of {@link #streams()}
     * @param count how many; 1 or more
     * @return whether it will be done
     * @throws IllegalArgumentException if there is no such stream, or the count is not positive
     */
    public boolean submit(String stream, int count) {
        return runner.perform(new Action.Submit(stream, positive(count)));
    }

    /**
     * Sets the rate of a stream's arrivals.
     *
     * @param stream which stream, one of those that {@link #rates()} has while they arrive
     * @param rate the new one; above 0, at most {@link Rate#HIGHEST_PER_SECOND}
     * @return whether it will be done; a stream whose arrivals are over meanwhile refuses it
     * @throws IllegalArgumentException if there is no such stream, if it has no rate, or if the rate is out of bounds
     */
    public boolean setRate(String stream, Rate rate) {
        if (rate.isZero() || rate.perSecond() > Rate.HIGHEST_PER_SECOND) {
            throw new IllegalArgumentException(
                    "a rate is above 0 and at most " + Rate.HIGHEST_PER_SECOND + "/s, not " + rate);
        }
        return runner.perform(new Action.SetRate(stream, rate));
    }

    /**
     * {@return the streams whose rate can be set now: those with constant, poisson or ramp arrivals that are not over, in
     * the order of the file, each with the rate it has now, or will begin with; that of a ramp has three digits}
     */
    public Map<String, Rate> rates() {
        return runner.rates();
    }

    /**
     * {@return what was done to the run with these controls until now and not refused, in order, each at a time of the run
     * that a file can name}
     */
    public List<TimedAction> performed() {
        return runner.performed();
    }

    /**
     * Sets the idle timeout.
     *
     * @param timeout the new one, zero or more; null for never
     * @return whether it will be done
     * @throws IllegalArgumentException if it is negative
     */
    public boolean setIdleTimeout(@Nullable Duration timeout) {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("an idle timeout is zero or more, or null for never, not " + timeout);
        }
        return runner.perform(new Action.SetIdleTimeout(timeout));
    }

    /**
     * Starts workers, as far as the pool may have more.
     *
     * @param count how many; 1 or more
     * @return whether it will be done
     * @throws IllegalArgumentException if the count is not positive
     */
    public boolean spawnWorkers(int count) {
        return runner.perform(new Action.SpawnWorkers(positive(count)));
    }

    /**
     * Starts as many workers as the pool may have.
     *
     * @return whether it will be done
     */
    public boolean spawnMaxWorkers() {
        return runner.perform(new Action.SpawnMaxWorkers());
    }

    /**
     * Cancels every pending task of a stream.
     *
     * @param stream which stream, one of {@link #streams()}
     * @return whether it will be done
     * @throws IllegalArgumentException if there is no such stream
     */
    public boolean cancelPending(String stream) {
        return runner.perform(new Action.CancelPending(stream));
    }

    /**
     * Makes the next initializer fail, which breaks the pool.
     *
     * @return whether it will be done
     */
    public boolean breakNextInitializer() {
        return runner.perform(new Action.BreakNextInitializer());
    }

    /**
     * Lets queued work finish and retires all workers; the pool stays open.
     *
     * @return whether it will be done
     */
    public boolean join() {
        return runner.perform(new Action.Join(null));
    }

    /**
     * Shuts the pool down. The run goes on, and shows what is refused.
     *
     * @return whether it will be done
     */
    public boolean shutdown() {
        return runner.perform(new Action.Shutdown());
    }

    private static int positive(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a count is 1 or more, not " + count);
        }
        return count;
    }
}
