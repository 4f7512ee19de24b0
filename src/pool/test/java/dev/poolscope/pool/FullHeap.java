package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/** All the memory of a JVM, to the last byte, for the programs that tests start in one of their own. */
final class FullHeap {
    /** The smallest ones again: what an overflow itself has left behind is room, too. */
    private static final int[] SIZES = {100_000, 1_000, 16, 1, 1, 0};

    private static volatile @Nullable Object @Nullable [] chain;
    @SuppressWarnings("UnusedVariable") // held, not read
    private static volatile byte @Nullable [] last;
    private static volatile boolean full;

    private FullHeap() {}

    /** Takes all the memory there is, and keeps it until it is freed. */
    static void fill() {
        for (int size : SIZES) {
            try {
                while (size > 0) {
                    @Nullable
                    Object[] more = new Object[size];
                    more[0] = chain;
                    chain = more;
                }
                last = new byte[Integer.BYTES];
            } catch (OutOfMemoryError no) {
                // Then with smaller ones.
            }
        }
        full = true;
    }

    /** Whether it was ever full. */
    static boolean wasFull() {
        return full;
    }

    static void free() {
        chain = null;
        last = null;
    }

    /** Lets time pass, without needing memory. */
    static void sleep(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }
}
