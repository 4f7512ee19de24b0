package dev.poolscope.simulation;

import java.time.Duration;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Makes a simulated run late in the way of real ones, by chance: to see which of its outcomes hang on a race. Arrivals and
 * actions, wake-ups and starts of threads, and ends of sleeps are late by 0 to 25 ms, evenly distributed; the first start
 * of a thread by 0 to 50 ms more. What happens at one instant happens in a random order.
 *
 * <p>Each of the three kinds is scaled by 0, 0.02 or 1, so that each can be the slow one; 27 consecutive seeds go through all
 * combinations. Arrivals and actions keep their order, because one thread starts them.
 *
 * @param seed what the delays are drawn from; the same seed gives the same run
 * @param factor multiplies every delay; 0 leaves only the random order
 */
public record Jitter(long seed, double factor) {
    /** How late each is at most, at a factor of 1. */
    public static final Duration LATEST = Duration.ofMillis(25);
    /** How much later the first thread starts at most, at a factor of 1. */
    public static final Duration FIRST_START = Duration.ofMillis(50);

    private static final double[] SCALES = {1, 0.02, 0};

    /** Checks the factor. */
    public Jitter {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor " + factor + " is not allowed; it must be a number from 0 on");
        }
    }

    /**
     * Delays of their usual size.
     *
     * @param seed what they are drawn from
     */
    public Jitter(long seed) {
        this(seed, 1);
    }

    /**
     * The same draws, larger or smaller.
     *
     * @param by multiplies the factor
     * @return a jitter with the same seed
     */
    public Jitter times(double by) {
        return new Jitter(seed, factor * by);
    }

    /** The delays of one run. */
    Delays delays() {
        int combination = (int) Math.floorMod(seed, (long) SCALES.length * SCALES.length * SCALES.length);
        double arrivals = factor * SCALES[combination % 3];
        double wakeUps = factor * SCALES[combination / 3 % 3];
        double ends = factor * SCALES[combination / 9];
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        return new Delays() {
            private boolean first = true;

            private long late(double scale, Duration most) {
                return (long) (random.nextDouble() * scale * most.toNanos());
            }

            @Override
            public long arrival() {
                return late(arrivals, LATEST);
            }

            @Override
            public long start() {
                long late = late(wakeUps, LATEST) + (first ? late(wakeUps, FIRST_START) : 0);
                first = false;
                return late;
            }

            @Override
            public long wakeUp() {
                return late(wakeUps, LATEST);
            }

            @Override
            public long end() {
                return late(ends, LATEST);
            }

            @Override
            public long computed() {
                return end();
            }

            @Override
            public boolean areArrivalsLate() {
                return true;
            }

            @Override
            public UniformRandomProvider ties() {
                return random;
            }
        };
    }
}
