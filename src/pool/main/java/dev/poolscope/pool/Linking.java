package dev.poolscope.pool;

import java.util.function.IntConsumer;

/**
 * Has the uses of variable handles linked while their class is initialised. Java links each at its first execution, which
 * takes memory and much stack: one that is needed for the first time when these are short would fail between two steps that belong
 * together. All places in a class that call a handle by the same name with the same types are linked in one.
 */
final class Linking {
    private Linking() {}

    /**
     * Calls each of so many uses once, by its number, from 0 on. A use is one on null: it is linked, and then fails because of that.
     */
    static void link(int uses, IntConsumer use) {
        for (int i = 0; i < uses; i++) {
            try {
                use.accept(i);
            } catch (NullPointerException linked) {
                continue;
            }
            throw new AssertionError("a use of nothing succeeds");
        }
    }
}
