package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.stats.PercentileSeries;
import dev.poolscope.stats.RateSeries;
import dev.poolscope.stats.StepSeries;
import dev.poolscope.stats.TimedSamples;
import dev.poolscope.telemetry.event.TaskEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a run did over time, as series: how many tasks and workers there were, how many tasks arrived and completed in a
 * second, how long they waited and ran. They go on changing with the run. Owned by the thread that owns the {@link Timeline}.
 */
public final class RunSeries {

    private static final long SECOND = 1_000_000_000;
    private static final long EIGHTH = SECOND / 8;
    private static final int MOST_POINTS = 1 << 14;
    /** More than there are tasks in detail: only refused tasks without end make the arrivals more. */
    private static final int MOST_SAMPLES = 1 << 18;

    private final StepSeries pending = StepSeries.ofLastingValues();
    private final StepSeries alive = StepSeries.ofLastingValues();
    private final StepSeries busy = StepSeries.ofLastingValues();
    private final StepSeries free = StepSeries.ofLastingValues();
    private final StepSeries blocked = StepSeries.ofLastingValues();
    private final RateSeries arrivals = new RateSeries(SECOND, EIGHTH, MOST_POINTS);
    private final RateSeries throughput = new RateSeries(SECOND, EIGHTH, MOST_POINTS);
    private final TimesInOrder rejections = new TimesInOrder();
    private final TimedSamples eachArrival = new TimedSamples(MOST_SAMPLES);
    private final TimedSamples eachCompletion = new TimedSamples(MOST_SAMPLES);
    private final TimedSamples eachWait = new TimedSamples(MOST_SAMPLES);
    private final TimedSamples eachRun = new TimedSamples(MOST_SAMPLES);
    private final PercentileSeries waitTimes;
    private final PercentileSeries runTimes;
    private final QueueHistory queueHistory = new QueueHistory();

    RunSeries(@Nullable Past past) {
        waitTimes = past == null
                ? new PercentileSeries(SECOND, EIGHTH, MOST_POINTS)
                : new PercentileSeries(SECOND, EIGHTH, past.waitTimes());
        runTimes = past == null
                ? new PercentileSeries(SECOND, EIGHTH, MOST_POINTS)
                : new PercentileSeries(SECOND, EIGHTH, past.runTimes());
    }

    /** {@return the number of tasks in the queue over time} */
    public StepSeries pending() {
        return pending;
    }

    /** {@return the number of workers alive over time} */
    public StepSeries alive() {
        return alive;
    }

    /** {@return the number of workers that had a task, or its callbacks, over time} */
    public StepSeries busy() {
        return busy;
    }

    /** {@return the number of busy workers whose task in hand was blocked, over time} */
    public StepSeries blocked() {
        return blocked;
    }

    /** {@return the number of workers that were free over time, because they started or idled} */
    public StepSeries free() {
        return free;
    }

    /** {@return the number of tasks that arrived in a second over time, accepted or refused} */
    public RateSeries arrivals() {
        return arrivals;
    }

    /** {@return the number of tasks that completed in a second over time} */
    public RateSeries throughput() {
        return throughput;
    }

    /** {@return how long the tasks that started within a second had waited since they were due, over time} */
    public PercentileSeries waitTimes() {
        return waitTimes;
    }

    /** {@return how long the tasks that completed or failed within a second had run, over time} */
    public PercentileSeries runTimes() {
        return runTimes;
    }

    /** {@return each arrival of the time in detail: what the arrivals in just the second before a moment are counted by} */
    public TimedSamples eachArrival() {
        return eachArrival;
    }

    /** {@return each completion of the time in detail} */
    public TimedSamples eachCompletion() {
        return eachCompletion;
    }

    /** {@return how long each task had waited, in nanoseconds since it was due, at its start in the time in detail} */
    public TimedSamples eachWait() {
        return eachWait;
    }

    /** {@return how long each task had run, in nanoseconds, at its end in the time in detail} */
    public TimedSamples eachRun() {
        return eachRun;
    }

    /** Takes a refused submission. */
    void addRejection(long nanos) {
        rejections.add(nanos);
    }

    /** How many submissions were refused after one time and up to another. */
    long rejections(long after, long upTo) {
        return rejections.between(after + 1, upTo + 1);
    }

    /** Takes an arrival, whether accepted or refused. */
    void addArrival(long nanos) {
        arrivals.add(nanos);
        eachArrival.add(nanos, 0);
    }

    /** {@return how long the queue was before the detail; empty if everything is there in detail} */
    public QueueHistory queueHistory() {
        return queueHistory;
    }

    /** Takes an event of a task, which has been applied to the task already. */
    void add(TaskEvent event, TaskTrace task) {
        switch (event) {
            case TaskEvent.Submitted _ -> pending.add(event.nanos(), 0, 1);
            case TaskEvent.Started _ -> pending.add(event.nanos(), 1, -1);
            case TaskEvent.Cancelled _ when event.workerId() == 0 -> pending.add(event.nanos(), 1, -1);
            case TaskEvent.Completed _ -> {
                throughput.add(task.endedNanos());
                eachCompletion.add(task.endedNanos(), 0);
            }
            case TaskEvent.Cancelled _,TaskEvent.Failed _,TaskEvent.Blocked _,TaskEvent.Resumed _,TaskEvent.LeftWorker _ -> {
                // no change of the queue
            }
        }
        if (task.isWaitNews(event.type())) {
            waitTimes.add(task.startedNanos(), task.startedNanos() - task.dueNanos());
            eachWait.add(task.startedNanos(), task.startedNanos() - task.dueNanos());
        }
        if (task.isRunNews(event.type())) {
            runTimes.add(task.endedNanos(), task.endedNanos() - task.startedNanos());
            eachRun.add(task.endedNanos(), task.endedNanos() - task.startedNanos());
        }
    }

    /** Forgets the steps before a time; of the queue their means are kept. */
    void forgetBefore(long time) {
        pending.forgetBefore(time, queueHistory::add);
        alive.forgetBefore(time, (from, to, value) -> {});
        busy.forgetBefore(time, (from, to, value) -> {});
        free.forgetBefore(time, (from, to, value) -> {});
        blocked.forgetBefore(time, (from, to, value) -> {});
        eachArrival.forgetBefore(time);
        rejections.forgetBefore(time);
        eachCompletion.forgetBefore(time);
        eachWait.forgetBefore(time);
        eachRun.forgetBefore(time);
    }

    /** What is left of a run of which only percentiles and lanes are kept. */
    Past past(long endNanos, List<LaneHistory> lanes) {
        return new Past(endNanos, lanes, points(waitTimes), points(runTimes));
    }

    private static List<PercentileSeries.Point> points(PercentileSeries series) {
        List<PercentileSeries.Point> points = new ArrayList<>();
        // The latest ones are closer to one another than those before.
        series.visit(0, Long.MAX_VALUE, point -> {
            if (point.endNanos() % series.pointDistance() == 0) {
                points.add(point);
            }
        });
        return points;
    }
}
