package dev.poolscope.telemetry.recorder;

import dev.poolscope.stats.StepSeries;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;

/**
 * The longest queue and the most workers of a run, by its events. They may come in any order, but a straggler may be no
 * more than some thousand steps behind.
 */
final class Peaks {

    private static final int STEPS = 1 << 14;

    private final StepSeries pending = new StepSeries();
    private final StepSeries alive = new StepSeries();

    /** Takes what a task did into account, of which nothing before is lost: a start without its submission would not be one less. */
    void addOfTask(RunEvent event) {
        switch (event) {
            case TaskEvent.Submitted _ -> step(pending, event, 0, 1);
            case TaskEvent.Started _ -> step(pending, event, 1, -1);
            case TaskEvent.Cancelled it -> {
                if (it.workerId() == 0) {
                    step(pending, event, 1, -1);
                }
            }
            default -> {
                // does not change it
            }
        }
    }

    /** Takes into account what a worker did, of which nothing before is lost. */
    void addOfWorker(RunEvent event) {
        switch (event) {
            case WorkerEvent.Spawned it -> step(alive, event, 2L * it.workerId(), 1);
            case WorkerEvent.Retired it -> step(alive, event, 2L * it.workerId() + 1, -1);
            default -> {
                // does not change it
            }
        }
    }

    private static void step(StepSeries series, RunEvent event, long rank, int delta) {
        series.add(event.nanos(), rank, delta);
        if (series.size() >= 2 * STEPS) {
            series.forgetAllBut(STEPS);
        }
    }

    int pending() {
        return pending.peak();
    }

    int alive() {
        return alive.peak();
    }
}
