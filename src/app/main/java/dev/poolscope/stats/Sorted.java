package dev.poolscope.stats;

import java.util.function.IntPredicate;

/** Searches what is in order, by halving. */
public final class Sorted {

    private Sorted() {}

    /**
     * Counts those at the beginning that have a property.
     *
     * @param size how many there are
     * @param has whether the one at an index, from 0, has the property; where one does not, none behind it does
     * @return how many have it; the index of the first that has not, or the size if all have
     */
    public static int count(int size, IntPredicate has) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (has.test(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
