package dev.poolscope.pool;

import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/** A thread factory that works or fails as the test wants it. */
final class FaultyThreads implements ThreadFactory {

    /** What it does with the next worker. */
    interface Making {
        @Nullable
        Thread make(Runnable worker);
    }

    static final Making GOOD = worker -> Thread.ofPlatform().unstarted(worker);
    static final Making NULL = _ -> null;

    static Making throwing(RuntimeException thrown) {
        return _ -> {
            throw thrown;
        };
    }

    static Making throwing(Error thrown) {
        return _ -> {
            throw thrown;
        };
    }

    private volatile Making making;

    FaultyThreads(Making making) {
        this.making = making;
    }

    void become(Making next) {
        making = next;
    }

    @Override
    @SuppressWarnings("NullAway") // to give null where none is allowed is what this class is for
    public Thread newThread(Runnable worker) {
        return making.make(worker);
    }
}
