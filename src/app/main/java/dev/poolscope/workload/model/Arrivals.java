package dev.poolscope.workload.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** When the tasks of a stream arrive. */
public sealed interface Arrivals {

    /**
     * Evenly spaced: the n-th at from + (n &minus; 1) / rate.
     *
     * @param rate how many per unit of time; positive
     */
    record Constant(Rate rate) implements Arrivals {
        @Override
        public Arrivals atSpeed(double speed) {
            return new Constant(rate.times(speed));
        }
    }

    /**
     * Independent of each other: exponential gaps, the first arrival after one gap.
     *
     * @param rate the mean rate; positive
     */
    record Poisson(Rate rate) implements Arrivals {
        @Override
        public Arrivals atSpeed(double speed) {
            return new Poisson(rate.times(speed));
        }
    }

    /**
     * Several at a time, again and again, the first burst at the beginning of the stream.
     *
     * @param count how many tasks in each burst
     * @param every from one burst to the next; positive
     */
    record Bursts(int count, Duration every) implements Arrivals {
        @Override
        public Arrivals atSpeed(double speed) {
            return new Bursts(count, Speed.divide(every, speed));
        }
    }

    /**
     * A rate that changes linearly over the stream's window: the n-th arrives where the rate's integral reaches n &minus; 1.
     *
     * @param fromRate at the beginning; not both are 0
     * @param toRate at the end
     */
    record Ramp(Rate fromRate, Rate toRate) implements Arrivals {
        @Override
        public Arrivals atSpeed(double speed) {
            return new Ramp(fromRate.times(speed), toRate.times(speed));
        }
    }

    /**
     * A closed loop: every user submits at the beginning, thinks after each completion, and submits again.
     *
     * @param users how many
     * @param think how long each thinks
     */
    record Closed(int users, Distribution think) implements Arrivals {
        @Override
        public Arrivals atSpeed(double speed) {
            return new Closed(users, think.atSpeed(speed));
        }
    }

    /**
     * All at once.
     *
     * @param count how many
     * @param at when, from the start of the run
     */
    record Batch(int count, Duration at) implements Arrivals {
        @Override
        public Arrivals atSpeed(double speed) {
            return new Batch(count, Speed.divide(at, speed));
        }
    }

    /**
     * One bulk call of the pool; a task per chunk.
     *
     * @param call which of the four
     * @param items how many items
     * @param at when, from the start of the run
     * @param chunkSize items in a task
     * @param bufferSize tasks in flight at most; 1 for an eager call, which has none
     * @param ordered whether results are taken in the order of the items
     * @param timeout for the whole iteration; null for none
     */
    record Bulk(BulkCall call, int items, Duration at, int chunkSize, int bufferSize, boolean ordered,
            @Nullable Duration timeout) implements Arrivals {
        @Override
        public Arrivals atSpeed(double speed) {
            return new Bulk(call, items, Speed.divide(at, speed), chunkSize, bufferSize, ordered,
                    Speed.divideIfAny(timeout, speed));
        }
    }

    /**
     * {@return whether the stream has a window; batches and bulk calls have none: they happen at one moment and take no
     * {@code from} and {@code until}}
     */
    default boolean windowed() {
        return !(this instanceof Batch || this instanceof Bulk);
    }

    /**
     * {@return whether the loop is open, so that due times depend on nothing that the pool does; false for closed arrivals
     * and bulk calls, whose tasks are due when they are submitted}
     */
    default boolean open() {
        return !(this instanceof Closed || this instanceof Bulk);
    }

    /** {@return whether there is a rate that can be set: true for constant, poisson and ramp arrivals} */
    default boolean paced() {
        return this instanceof Constant || this instanceof Poisson || this instanceof Ramp;
    }

    /**
     * The same, faster.
     *
     * @param speed a positive factor
     * @return every duration divided by it, every rate multiplied
     */
    Arrivals atSpeed(double speed);
}
