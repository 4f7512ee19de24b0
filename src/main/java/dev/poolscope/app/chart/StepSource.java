package dev.poolscope.app.chart;

/** A value that jumps from time to time, such as the length of a queue. */
public interface StepSource {

    /**
     * Tells of the value that is in force at the begin of a stretch of time, and of every jump within it, in time order.
     */
    void steps(long from, long to, StepVisitor visitor);

    /** The value in force at this moment. */
    long valueAt(long nanos);

    /** The highest value so far: the scale never shrinks during a run. */
    long highest();

    /** Is told of the jumps. */
    interface StepVisitor {
        /**
         * The value in force at the begin, or a jump.
         *
         * @param nanos from when on
         * @param value the value from then on
         */
        void step(long nanos, long value);
    }
}
