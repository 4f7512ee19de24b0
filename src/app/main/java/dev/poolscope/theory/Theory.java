package dev.poolscope.theory;

import java.util.List;
import java.util.OptionalDouble;

import dev.poolscope.workload.model.Quantity;

/** What queueing theory says of a scenario on a number of workers. */
public sealed interface Theory {

    /**
     * Nothing: no formula here applies to this load.
     *
     * @param reason why, as a clause such as {@code 'web' is closed: its users wait for their tasks}
     */
    record NotApplicable(String reason) implements Theory {}

    /**
     * There is no steady state: the queue grows for as long as tasks come.
     *
     * @param offeredLoad how many workers would be busy in the mean, in Erlang
     * @param workers how many there are
     */
    record Saturated(double offeredLoad, int workers) implements Theory {
        /** {@return offered load &divide; workers; 1 or more} */
        public double utilisation() {
            return offeredLoad / workers;
        }
    }

    /** Which formula. */
    enum Formula {
        /** Exact for M/M/c: see {@link ErlangC}. */
        ERLANG_C("Erlang C (M/M/c)"),
        /**
         * An approximation of the mean wait with other arrivals and service times: that of M/M/c times (c&sup2;<sub>a</sub> +
         * c&sup2;<sub>s</sub>) / 2, with the squared coefficients of variation of the gaps between arrivals and of the service
         * times; exact for M/M/c and for M/G/1. It tells nothing of percentiles. Source: A. O. Allen, <i>Probability, Statistics, and Queueing Theory</i>,
         * 2nd edition, 1990, section 5.3.4; W. Whitt, <i>Approximations for the GI/G/m queue</i>, 1993.
         */
        ALLEN_CUNNEEN("Allen–Cunneen (G/G/c)");

        private final String title;

        Formula(String title) {
            this.title = title;
        }

        /** {@return its name, for people} */
        public String title() {
            return title;
        }
    }

    /**
     * The steady state.
     *
     * @param formula by which formula
     * @param queue the queue M/M/c of the same load
     * @param factor by which its mean wait is multiplied; 1 with {@link Formula#ERLANG_C}
     * @param broken which assumptions of M/M/c the load breaks, a clause each
     */
    record Steady(Formula formula, ErlangC queue, double factor, List<String> broken) implements Theory {
        /** Copies the list. */
        public Steady {
            broken = List.copyOf(broken);
        }

        /** {@return the part of the time during which a worker is busy, in the mean; 0 to 1} */
        public double utilisation() {
            return queue.offeredLoad() / queue.servers();
        }

        /** {@return the mean waiting time, in nanoseconds} */
        public double meanWaitNanos() {
            return queue.meanWaitSeconds() * factor * 1e9;
        }

        /**
         * Predicts what an expectation measures.
         *
         * @param quantity what
         * @return nanoseconds; empty if the formula says nothing of it
         */
        public OptionalDouble predict(Quantity quantity) {
            if (!(quantity instanceof Quantity.Time(var span, var statistic)) || span == Quantity.Span.RUN) {
                return OptionalDouble.empty();
            }
            if (statistic == Quantity.Statistic.MEAN) {
                return OptionalDouble.of(meanWaitNanos()
                        + (span == Quantity.Span.TOTAL ? queue.serviceSeconds() * 1e9 : 0));
            }
            if (span == Quantity.Span.TOTAL || formula != Formula.ERLANG_C) {
                return OptionalDouble.empty();
            }
            return switch (statistic) {
                case P50 -> OptionalDouble.of(queue.waitPercentileSeconds(50) * 1e9);
                case P90 -> OptionalDouble.of(queue.waitPercentileSeconds(90) * 1e9);
                case P95 -> OptionalDouble.of(queue.waitPercentileSeconds(95) * 1e9);
                case P99 -> OptionalDouble.of(queue.waitPercentileSeconds(99) * 1e9);
                case MAX, MEAN -> OptionalDouble.empty();
            };
        }
    }
}
