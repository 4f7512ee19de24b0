package dev.poolscope.workload.model;

import java.util.OptionalDouble;

/** What was measured of tasks: of all of a run, or of those of one stream. */
public interface TaskMeasurements {

    /** That of a stream of which no task was submitted or refused. */
    TaskMeasurements NONE = new TaskMeasurements() {
        @Override
        public long count(Quantity.Count count) {
            return 0;
        }

        @Override
        public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
            return OptionalDouble.empty();
        }

        @Override
        public boolean isExact(Quantity.Span span) {
            return true;
        }

        @Override
        public OptionalDouble throughput() {
            return OptionalDouble.empty();
        }
    };

    /**
     * Returns a number of tasks, or of workers of a whole run.
     *
     * @param count which; of a stream one of {@link Quantity#ofStreams}
     * @return the number, at the end of the run
     */
    long count(Quantity.Count count);

    /**
     * Returns a statistic of a span.
     *
     * @param span which span
     * @param statistic which statistic
     * @return nanoseconds; empty if there was no sample
     */
    OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic);

    /**
     * Tells how exact the percentiles of a span are.
     *
     * @param span which span
     * @return whether they are exact; otherwise they are within 0.4 %
     */
    boolean isExact(Quantity.Span span);

    /** {@return completed tasks a second; empty if no task ended} */
    OptionalDouble throughput();
}
