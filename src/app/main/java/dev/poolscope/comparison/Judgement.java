package dev.poolscope.comparison;

/** Whether the difference of a percentile is more than chance. */
public sealed interface Judgement {

    /**
     * It can be told.
     *
     * @param low the lower end of the interval in which the difference lies, in nanoseconds
     * @param high its upper end
     * @param paired whether the n-th task of one run was held against the n-th of the other
     */
    record Told(double low, double high, boolean paired) implements Judgement {

        /** {@return whether the interval does not hold 0} */
        public boolean isMoreThanChance() {
            return low > 0 || high < 0;
        }
    }

    /**
     * It cannot be told.
     *
     * @param reason why not, as a part of a sentence
     */
    record Untold(String reason) implements Judgement {}
}
