package dev.poolscope.telemetry.recorder;

/**
 * How many details of tasks the collector may take, so that it costs a few percent of a core at most, however fast the pool
 * is. It saves up what it does not use, for bursts; when a burst has used up a quarter of that, so that what is still to
 * come of its tasks has room, it asks for {@link Sampling}: so rare that what is
 * sampled is well within what it gets. What finds no room meanwhile is lost, and counted.
 *
 * <p>Owned by the collector's thread. Times are in nanoseconds, of a clock that does not go back.
 */
final class SamplingController {

    /** A detail costs the collector some 200 ns: it is to need less than 5 % of a core. */
    static final long PER_SECOND = 240_000;
    /** What is taken at once: more would keep a core busy for longer than threads like to wait for it. */
    static final int MOST_AT_ONCE = 8192;
    /** What is taken in any case, so that there is always progress. */
    static final int LEAST_AT_ONCE = 256;
    /** It looks at the rate in so many steps; it becomes less strict when all of them were low. */
    private static final int STEPS = 16;
    private static final long STEP_NANOS = 10_000_000;
    private static final int RAREST = 20;
    /** So many steps a second are more than half a million tasks. */
    private static final double FREQUENT = 8 * PER_SECOND;

    private final int savings;
    private double left;
    private long last;
    private long stepFrom;
    private long toldByThen;
    private final double[] rates = new double[STEPS];
    private int step;
    private int rarity;

    /** Makes one that may have saved up so many details, and has, at time 0. */
    SamplingController(int savings) {
        this.savings = savings;
        this.left = savings;
    }

    /**
     * Goes on to a time.
     *
     * @param now the time
     * @param told how many steps of tasks have been reported in all
     * @param waiting how many details wait to be taken
     */
    void goOn(long now, long told, long waiting) {
        left = Math.min(savings, left + (now - last) * 1e-9 * PER_SECOND);
        last = now;
        if (now - stepFrom >= STEP_NANOS) {
            double rate = (told - toldByThen) * 1e9 / (now - stepFrom);
            rates[step++ % STEPS] = rate;
            stepFrom = now;
            toldByThen = told;
            adapt(rate, left - waiting);
        }
    }

    private void adapt(double rate, double free) {
        if (free < savings * 0.75 && rate > PER_SECOND * (1L << rarity)) {
            rarity = rarityOf(rate);
            return;
        }
        double most = 0;
        for (double some : rates) {
            most = Math.max(most, some);
        }
        rarity = most <= PER_SECOND * 0.9 ? 0 : Math.min(rarity, rarityOf(most));
    }

    /**
     * So rare that a fourth of what it gets is enough: where not everything can be shown, less shows as much. An eighth where steps are
     * so frequent that the pool has no processor to spare.
     */
    private static int rarityOf(double rate) {
        double wanted = PER_SECOND / (rate > FREQUENT ? 8.0 : 4.0);
        int rare = 1;
        while (rare < RAREST && rate > wanted * (1L << rare)) {
            rare++;
        }
        return rare;
    }

    /** How many details may be taken now. */
    int most() {
        return Math.clamp((long) left, LEAST_AT_ONCE, MOST_AT_ONCE);
    }

    void took(int details) {
        left -= details;
    }

    /** One block of how many, as a power of two, is to be kept in detail. */
    int rarity() {
        return rarity;
    }
}
