package dev.poolscope.telemetry.recorder;

import java.util.OptionalDouble;

import dev.poolscope.stats.SampleSummary;

/**
 * The numbers of one stream of a run. They are exact whatever was dropped; times are in nanoseconds, percentiles nearest-rank
 * within 1 %.
 *
 * @param stream its name
 * @param submitted tasks accepted
 * @param started tasks that a worker took
 * @param completed tasks that returned
 * @param failed tasks that threw
 * @param rejected tasks that were refused, which are not among the submitted
 * @param waitTimes from due to start, of tasks that started
 * @param runTimes from start to end, of completed and failed tasks
 * @param totalTimes from due to end, of completed and failed tasks
 * @param throughput completed tasks per second, from the first due time to the last end of a completed or failed task; 0 if
 *            no task completed, or all in no time
 * @param arrivalLateness from due to submitted or refused, of tasks that were submitted or refused later than due
 */
public record StreamSummary(String stream, long submitted, long started, long completed, long failed, long rejected,
        SampleSummary waitTimes, SampleSummary runTimes, SampleSummary totalTimes, double throughput,
        SampleSummary arrivalLateness) {

    /**
     * {@return completed tasks per second, as {@link #throughput} is; empty if tasks completed and all ended when the first was due: there is no
     * time to divide by}
     */
    public OptionalDouble rate() {
        return completed > 0 && throughput == 0 ? OptionalDouble.empty() : OptionalDouble.of(throughput);
    }

    boolean isExact() {
        return waitTimes.exact() && runTimes.exact() && totalTimes.exact() && arrivalLateness.exact();
    }

    /**
     * {@return the number of tasks that have neither completed nor failed: of a run that is over, those that were cancelled;
     * of a live one also those that are pending or running}
     */
    public long unended() {
        return Math.max(0, submitted - completed - failed);
    }
}
