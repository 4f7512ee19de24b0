package dev.poolscope.theory;

/**
 * The queue M/M/c in its steady state: Poisson arrivals, exponential service times, c servers, one queue without limit, first come,
 * first served, none leaves.
 *
 * <p>With the offered load a = &lambda; / &mu; &lt; c, the probability of waiting is Erlang's second formula, C(c, a) = B / (1 &minus; (a /
 * c)(1 &minus; B)), where B is his loss formula, by the recursion B(0) = 1, B(k) = a B(k &minus; 1) / (k + a B(k &minus; 1)). A task waits for longer
 * than t with probability C e^(&minus;(c&mu; &minus; &lambda;) t), and for C / (c&mu; &minus; &lambda;) in the mean.
 *
 * <p>Source: A. K. Erlang, <i>Solution of some problems in the theory of probabilities of significance in automatic telephone
 * exchanges</i>, 1917; L. Kleinrock, <i>Queueing Systems</i> I, 1975, section 3.5.
 *
 * @param servers how many servers; 1 or more
 * @param arrivalsPerSecond &lambda;; above 0
 * @param serviceSeconds the mean service time, 1 / &mu;; above 0
 */
public record ErlangC(int servers, double arrivalsPerSecond, double serviceSeconds) {

    /**
     * Checks that there is a steady state.
     *
     * @throws IllegalArgumentException if the offered load is not above 0 and below the number of servers
     */
    public ErlangC {
        double load = arrivalsPerSecond * serviceSeconds;
        if (!(load > 0 && load < servers)) {
            throw new IllegalArgumentException(
                    "an offered load of " + load + " has no steady state with " + servers + " servers");
        }
    }

    /** {@return the offered load in Erlang: how many servers are busy in the mean} */
    public double offeredLoad() {
        return arrivalsPerSecond * serviceSeconds;
    }

    /** {@return the probability that a task waits, 0 to 1} */
    public double probabilityOfWaiting() {
        double load = offeredLoad();
        double loss = 1;
        for (int k = 1; k <= servers; k++) {
            loss = load * loss / (k + load * loss);
        }
        return loss / (1 - load / servers * (1 - loss));
    }

    private double drainPerSecond() {
        return servers / serviceSeconds - arrivalsPerSecond;
    }

    /** {@return the mean waiting time in seconds, of all tasks, those that do not wait included} */
    public double meanWaitSeconds() {
        return probabilityOfWaiting() / drainPerSecond();
    }

    /**
     * Finds a percentile of the waiting time.
     *
     * @param percent above 0 and below 100
     * @return seconds; 0 if so many tasks do not wait at all
     */
    public double waitPercentileSeconds(double percent) {
        double beyond = 1 - percent / 100;
        return Math.max(0, Math.log(probabilityOfWaiting() / beyond) / drainPerSecond());
    }
}
