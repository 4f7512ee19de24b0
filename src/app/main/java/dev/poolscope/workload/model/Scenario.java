package dev.poolscope.workload.model;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An experiment: a pool, the tasks that come to it, what happens to it, and what is expected. Immutable; carries every key of
 * the file format.
 *
 * @param name what it is called
 * @param description one line or more about what it shows; may be empty
 * @param seed everything that is drawn at random comes from it
 * @param duration how long it runs; null for until it is stopped
 * @param pool its pool
 * @param streams when tasks arrive and what they do; names are unique
 * @param actions what happens to the pool, in the order of the file
 * @param expectations what shall hold at the end, in the order of the file
 * @param overheads what a simulated run takes a machine to add
 */
public record Scenario(String name, String description, long seed, @Nullable Duration duration, PoolSpec pool,
        List<StreamSpec> streams, List<TimedAction> actions, List<Expectation> expectations, Overheads overheads) {
    /** The seed of a scenario whose file names none. */
    public static final long DEFAULT_SEED = 1;

    /** Copies the lists. */
    public Scenario {
        streams = List.copyOf(streams);
        actions = List.copyOf(actions);
        expectations = List.copyOf(expectations);
    }

    /**
     * A scenario on a machine that adds nothing.
     *
     * @param name what it is called
     * @param description one line or more about what it shows; may be empty
     * @param seed everything that is drawn at random comes from it
     * @param duration how long it runs; null for until it is stopped
     * @param pool its pool
     * @param streams when tasks arrive and what they do; names are unique
     * @param actions what happens to the pool, in the order of the file
     * @param expectations what shall hold at the end, in the order of the file
     */
    public Scenario(String name, String description, long seed, @Nullable Duration duration, PoolSpec pool,
            List<StreamSpec> streams, List<TimedAction> actions, List<Expectation> expectations) {
        this(name, description, seed, duration, pool, streams, actions, expectations, Overheads.NONE);
    }

    /**
     * The same with other overheads.
     *
     * @param otherOverheads what a simulated run takes a machine to add
     * @return the same scenario otherwise
     */
    public Scenario withOverheads(Overheads otherOverheads) {
        return new Scenario(name, description, seed, duration, pool, streams, actions, expectations,
                otherOverheads);
    }

    /**
     * The same with another seed.
     *
     * @param otherSeed the seed to use
     * @return the same scenario otherwise
     */
    public Scenario withSeed(long otherSeed) {
        return new Scenario(name, description, otherSeed, duration, pool, streams, actions, expectations,
                overheads);
    }

    /**
     * The same with another end.
     *
     * @param otherDuration how long it runs; null for until it is stopped
     * @return the same scenario otherwise
     */
    public Scenario withDuration(@Nullable Duration otherDuration) {
        return new Scenario(name, description, seed, otherDuration, pool, streams, actions, expectations, overheads);
    }

    /**
     * The same on another pool.
     *
     * @param otherPool the pool to use
     * @return the same scenario otherwise
     */
    public Scenario withPool(PoolSpec otherPool) {
        return new Scenario(name, description, seed, duration, otherPool, streams, actions, expectations, overheads);
    }

    /** {@return the names of the streams, in the order of the file} */
    public List<String> streamNames() {
        return streams.stream().map(StreamSpec::name).toList();
    }

    /**
     * The same, faster. The shape of the run stays, as far as the machine keeps up; what it adds stays as it is.
     *
     * @param speed a positive, finite factor; below 1 it slows down
     * @return every duration divided by it and every rate multiplied, in the expectations too
     * @throws IllegalArgumentException if the factor is not positive and finite
     */
    public Scenario atSpeed(double speed) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed " + speed + " is not allowed; it must be a number above 0");
        }
        if (speed == 1) {
            return this;
        }
        return new Scenario(name, description, seed, Speed.divideIfAny(duration, speed), pool.atSpeed(speed),
                streams.stream().map(stream -> stream.atSpeed(speed)).toList(),
                actions.stream().map(action -> action.atSpeed(speed)).toList(),
                expectations.stream().map(expectation -> expectation.atSpeed(speed)).toList(), overheads);
    }
}
