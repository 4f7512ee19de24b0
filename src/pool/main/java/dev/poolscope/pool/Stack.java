package dev.poolscope.pool;

/**
 * Makes sure that there is stack left before a step that must not fail half-way. A stack that overflows is noticed when a method is
 * entered, so a thread that has been some way down and come back can go as far again: after {@link #require} nothing of
 * what this package does itself between two looks at the state overflows.
 *
 * <p>How far that is: the deepest such step enters some fifteen methods, which take less than two kilobytes if they are
 * interpreted. This goes down at least twice as far if it is compiled, when frames are smallest.
 */
final class Stack {
    private static final int FRAMES = 32;

    private Stack() {}

    /**
     * Throws now what would otherwise be thrown at a worse moment.
     *
     * @throws StackOverflowError if the stack is about to end
     */
    static void require() {
        var _ = dig(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    /**
     * Throws now what would be thrown by a step, or by what is done when it fails: after this, {@link #require} throws nothing a few methods
     * further down.
     *
     * @throws StackOverflowError if the stack is about to end
     */
    static void requireTwice() {
        var _ = dig(2 * FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    /** Takes what lies on the stack along, so that the frames have a size, whichever compiler makes them. */
    private static long dig(int frames, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j,
            long k, long l) {
        return frames == 0 ? a : dig(frames - 1, b, c, d, e, f, g, h, i, j, k, l, a) + (a ^ l) + (b ^ k) + (f ^ g);
    }
}
