package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/** Tells a thread whether it is a worker, of which pool and which one. Of one thread. */
final class CurrentWorker {
    private static final ThreadLocal<@Nullable CurrentWorker> CURRENT = new ThreadLocal<>();

    final CoreState pool;
    final RosterEntry entry;

    CurrentWorker(CoreState pool, RosterEntry entry) {
        this.pool = pool;
        this.entry = entry;
    }

    /** The worker whose thread this is, if any. */
    static @Nullable CurrentWorker get() {
        return CURRENT.get();
    }

    /** The worker of that pool whose thread this is, if any. */
    static @Nullable RosterEntry of(CoreState pool) {
        CurrentWorker current = CURRENT.get();
        return current != null && current.pool == pool ? current.entry : null;
    }

    static boolean isOf(CoreState pool) {
        return of(pool) != null;
    }

    /** Has the calling thread be known as this worker's, which takes memory. */
    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }
}
