package dev.poolscope.telemetry.recorder;

import dev.poolscope.pool.NanoClock;

/** A clock that goes only when it is moved. */
public final class SettableClock implements NanoClock {

    private volatile long now;

    public SettableClock(long now) {
        this.now = now;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    public void set(long nanos) {
        now = nanos;
    }
}
