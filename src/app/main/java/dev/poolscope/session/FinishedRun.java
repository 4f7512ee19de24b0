package dev.poolscope.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Measurements;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.CancelledBatch;

/**
 * A run that is over: nothing of it moves any more.
 *
 * @param scenario what was run, with the seed and at the speed it was run with
 * @param poolName the name of its pool
 * @param maxWorkers how many workers the pool could have
 * @param length from the start of the run to where its end began: the scenario's duration, or less if it was stopped
 * @param stopped whether it was stopped before its time
 * @param cutDraws how many times were drawn above one hour, and cut there
 * @param leftovers the tasks that the pool cancelled, by stream
 * @param recorded what happened
 * @param expectations how the scenario's expectations turned out, in the order of the file
 * @param simulatedCores how many processors the computing tasks shared, of a run in virtual time; 0 of a run on real threads
 * @param remark what is not known of it, because its recording lacks it, in a sentence; empty if nothing
 */
public record FinishedRun(Scenario scenario, String poolName, int maxWorkers, Duration length, boolean stopped,
        long cutDraws, List<CancelledBatch> leftovers, RecordedRun recorded, List<Expectation.Outcome> expectations,
        int simulatedCores, String remark) {

    /** Copies the lists; the numbers of the streams stand in the order of the scenario. */
    public FinishedRun {
        recorded = recorded.withStreamsInOrderOf(scenario.streamNames());
        leftovers = List.copyOf(leftovers);
        expectations = List.copyOf(expectations);
    }

    /** Makes one of which nothing is lacking but what its recording itself counts as dropped. */
    public FinishedRun(Scenario scenario, String poolName, int maxWorkers, Duration length, boolean stopped,
            long cutDraws, List<CancelledBatch> leftovers, RecordedRun recorded,
            List<Expectation.Outcome> expectations, int simulatedCores) {
        this(scenario, poolName, maxWorkers, length, stopped, cutDraws, leftovers, recorded, expectations,
                simulatedCores, "");
    }

    /** {@return {@code simulated on 2 processors}; empty for a run on real threads} */
    public Optional<String> simulation() {
        return simulatedCores == 0
                ? Optional.empty()
                : Optional.of("simulated on " + simulatedCores + (simulatedCores == 1 ? " processor" : " processors"));
    }

    /**
     * Tells how long it took in all: until its pool had terminated and everything was recorded.
     *
     * @return the time from the start of the run, not less than its length
     */
    public Duration wholeLength() {
        return SummaryMeasurements.wholeLength(recorded, length);
    }

    /**
     * {@return the time that its workers had: from the start of the run to its end, or until its pool had terminated if that was
     * later}
     */
    public Duration poolLength() {
        return SummaryMeasurements.poolLength(recorded, length);
    }

    /**
     * The numbers.
     *
     * @return the summary of the recording
     */
    public Summary summary() {
        return recorded.summary();
    }

    /** {@return the same numbers, as expectations look into them} */
    public Measurements measurements() {
        return SummaryMeasurements.of(recorded, maxWorkers, length);
    }

    /**
     * {@return the part of all workers' time, in the {@linkplain #poolLength() time that they had}, that went into tasks that
     * completed or failed; from 0 to 1; empty if no time passed}
     */
    public OptionalDouble utilisation() {
        return measurements().utilisation();
    }

    /**
     * The log.
     *
     * @return what happened, in order
     */
    public List<RunEvent> events() {
        return recorded.events();
    }

    /**
     * {@return a sentence for each time the pool starved that is in the log, in order: which worker waited for which task}
     */
    public List<String> starvations() {
        return events().stream().filter(PoolEvent.Starved.class::isInstance).map(PoolEvent.Starved.class::cast)
                .map(FinishedRun::starvation).toList();
    }

    private static String starvation(PoolEvent.Starved event) {
        var sentence = new StringJoiner(", ");
        sentence.add("at " + LegibleTime.moment(event.nanos()));
        for (PoolEvent.Wait wait : event.waits()) {
            sentence.add("worker " + wait.workerId() + " waited for "
                    + (wait.taskId() == 0 ? "the next of several tasks" : "task " + wait.taskId()));
        }
        return sentence.toString();
    }

    /**
     * {@return whether the run went as its author expects: false if an expectation did not hold, or if the pool broke though
     * no expectation mentions that it may}
     */
    public boolean wentAsExpected() {
        boolean breakageIsASubject = expectations.stream()
                .anyMatch(outcome -> outcome.expectation().quantity() == Quantity.State.BROKEN);
        return expectations.stream().allMatch(Expectation.Outcome::held) && (breakageIsASubject || !summary().broken());
    }
}
