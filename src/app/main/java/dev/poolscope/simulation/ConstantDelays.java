package dev.poolscope.simulation;

import dev.poolscope.workload.model.Overheads;

/** A machine that adds the same each time, as a scenario says. */
final class ConstantDelays implements Delays {
    private final long wakeUp;
    private final long start;
    private final long sleep;
    private final long submission;

    private ConstantDelays(Overheads overheads) {
        wakeUp = overheads.wakeUp().toNanos();
        start = overheads.start().toNanos();
        sleep = overheads.sleep().toNanos();
        submission = overheads.submit().toNanos();
    }

    static Delays of(Overheads overheads) {
        return overheads.isNone() ? NONE : new ConstantDelays(overheads);
    }

    /** The thread that starts arrivals sleeps until one is due. */
    @Override
    public long arrival() {
        return sleep;
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long wakeUp() {
        return wakeUp;
    }

    @Override
    public long end() {
        return sleep;
    }

    @Override
    public long submission() {
        return submission;
    }

    @Override
    public boolean areArrivalsLate() {
        return sleep > 0 || submission > 0;
    }
}
