package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/** Tells a thread whether it is a worker, of which pool and which one. Of one thread. */
final class CurrentWorker {
    private static final ThreadLocal<@Nullable CurrentWorker> CURRENT = new ThreadLocal<>();

    final PoolCore core;
    final RosterEntry entry;

    CurrentWorker(PoolCore core, RosterEntry entry) {
        this.core = core;
        this.entry = entry;
    }

    /** The worker whose thread this is, if any. */
    static @Nullable CurrentWorker get() {
        return CURRENT.get();
    }

    /** The worker of that pool whose thread this is, if any. */
    static @Nullable RosterEntry of(PoolCore core) {
        CurrentWorker current = CURRENT.get();
        return current != null && current.core == core ? current.entry : null;
    }

    static boolean isOf(PoolCore core) {
        return of(core) != null;
    }

    /** Has the calling thread be known as this worker's, which takes memory. */
    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }
}
