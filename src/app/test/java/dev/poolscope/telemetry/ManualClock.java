package dev.poolscope.telemetry;

import dev.poolscope.pool.NanoClock;

/** A clock that goes only when it is told. */
final class ManualClock implements NanoClock {

    private volatile long now;

    ManualClock(long now) {
        this.now = now;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    void set(long nanos) {
        now = nanos;
    }
}
