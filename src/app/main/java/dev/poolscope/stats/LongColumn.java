package dev.poolscope.stats;

/**
 * A list of numbers in an array that grows by half. A number may be inserted anywhere, which moves those behind it: cheap as
 * long as there are few. To forget the first ones moves the others only now and then, so that it costs no more than they did
 * when they were added. Several columns of equal size make a table. Not safe for use by several threads.
 */
public final class LongColumn {
    private long[] values;
    /** Where the first one is: before it stand forgotten ones. */
    private int first;
    private int size;

    /**
     * Makes an empty one.
     *
     * @param room how many it has room for at first; 2 or more
     */
    public LongColumn(int room) {
        values = new long[Math.max(2, room)];
    }

    /** {@return how many there are} */
    public int size() {
        return size;
    }

    /**
     * Returns a number.
     *
     * @param at which, from 0
     * @return the number
     */
    public long get(int at) {
        return values[first + checked(at)];
    }

    private int checked(int at) {
        if (at < 0 || at >= size) {
            throw new IndexOutOfBoundsException("no number " + at + " of " + size);
        }
        return at;
    }

    /** {@return the last number; there is one} */
    public long last() {
        return get(size - 1);
    }

    /**
     * Adds a number at the end.
     *
     * @param value the number
     */
    public void add(long value) {
        insert(size, value);
    }

    /**
     * Inserts a number.
     *
     * @param at where: so many stand before it
     * @param value the number
     */
    public void insert(int at, long value) {
        if (at < 0 || at > size) {
            throw new IndexOutOfBoundsException("no place " + at + " among " + size);
        }
        if (first + size == values.length) {
            makeRoom();
        }
        System.arraycopy(values, first + at, values, first + at + 1, size - at);
        values[first + at] = value;
        size++;
    }

    private void makeRoom() {
        long[] roomier = first > size / 2 ? values : new long[Math.max(values.length, size + (size >> 1))];
        System.arraycopy(values, first, roomier, 0, size);
        values = roomier;
        first = 0;
    }

    /**
     * Forgets the first numbers.
     *
     * @param count how many; at most {@link #size()}
     */
    public void forgetFirst(int count) {
        first += count;
        size -= count;
    }

    /**
     * Forgets the last numbers.
     *
     * @param kept how many stay; at most {@link #size()}
     */
    public void keepFirst(int kept) {
        size = Math.min(size, kept);
    }

    /**
     * Counts the numbers below a bound, where they stand in order.
     *
     * @param bound the bound
     * @return how many of them are lower; the index of the first that is not
     */
    public int countBelow(long bound) {
        return Sorted.count(size, at -> values[first + at] < bound);
    }

    /**
     * Counts the numbers up to a bound, where they stand in order.
     *
     * @param bound the bound
     * @return how many of them are not higher; the index of the first that is
     */
    public int countUpTo(long bound) {
        return Sorted.count(size, at -> values[first + at] <= bound);
    }
}
