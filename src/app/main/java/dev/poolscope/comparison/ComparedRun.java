package dev.poolscope.comparison;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.poolscope.session.DoneByHand;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;

/**
 * One of two runs that are compared, as much as what it comes from tells.
 *
 * @param title what it is called, such as the name of its file
 * @param outline what it was
 * @param numbers what was measured in all
 * @param streams what was measured of each stream, by name, in the order of the scenario
 * @param scenario what was run; empty if only its numbers are known
 * @param byHand what was done to it by hand; empty if that is not known
 * @param tasks its tasks, by stream; empty if they are not known, or not all
 * @param withoutTasks why not, as a part of a sentence; empty if they are all there
 */
public record ComparedRun(String title, Outline outline, Numbers numbers, Map<String, Numbers> streams,
        Optional<Scenario> scenario, List<TimedAction> byHand, List<StreamTasks> tasks, String withoutTasks) {

    /** Copies the lists. */
    public ComparedRun {
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
        byHand = List.copyOf(byHand);
        tasks = List.copyOf(tasks);
    }

    /**
     * What a run was, in short.
     *
     * @param scenario the name of the scenario
     * @param seed the seed it was run with
     * @param nanos from its start to where its end began
     * @param simulatedCores how many processors computing tasks shared in virtual time; 0 of a run on real threads
     * @param poolType the kind of the pool, as files write it
     * @param poolName its name
     * @param maxWorkers how many workers it could have
     */
    public record Outline(String scenario, long seed, long nanos, int simulatedCores, String poolType, String poolName,
            int maxWorkers) {}

    /**
     * Looks up what was measured of a stream.
     *
     * @param name the name of the stream
     * @return its numbers; of one of which no task was submitted or refused that nothing came, unless events were lost
     */
    Numbers stream(String name) {
        boolean lossless = numbers.of(Measure.DROPPED).equals(new Reading.Known(0));
        return streams.getOrDefault(name, lossless ? Numbers.OF_NO_TASK : Numbers.NOT_KNOWN);
    }

    /**
     * Takes a run that is over.
     *
     * @param title what it is called
     * @param run the run
     * @return what is to be compared of it
     */
    public static ComparedRun of(String title, FinishedRun run) {
        Scenario scenario = run.scenario();
        Map<String, Numbers> streams = new LinkedHashMap<>();
        run.summary().streams().forEach(stream -> streams.put(stream.stream(), Numbers.of(stream)));
        long kept = run.events().stream().filter(event -> event.type() == EventType.SUBMITTED).count();
        long submitted = run.summary().submitted();
        boolean whole = kept == submitted && run.summary().droppedEvents() == 0;
        return new ComparedRun(title,
                new Outline(scenario.name(), scenario.seed(), run.length().toNanos(), run.simulatedCores(),
                        scenario.pool().kind().key(), run.poolName(), run.maxWorkers()),
                Numbers.of(run), streams, Optional.of(scenario), DoneByHand.in(run),
                whole ? StreamTasks.of(run) : List.of(),
                whole
                        ? ""
                        : lacking(title, run.summary(), kept));
    }

    // What was only left out is in the recording, if there is one: only what was lost is missing.
    private static String lacking(String title, Summary numbers, long kept) {
        long lost = numbers.lostEvents();
        String gone = LegibleCount.of(lost, "event") + (lost == 1 ? " was" : " were") + " lost";
        if (kept >= numbers.submitted()) {
            return lost == 0 ? "not all events of '" + title + "' are kept" : gone + " in '" + title + "'";
        }
        return "of the " + LegibleCount.of(numbers.submitted(), "task") + " of '" + title + "' only "
                + LegibleCount.of(kept)
                + (kept == 1 ? " is" : " are") + " in memory in detail" + (lost == 0 ? "" : ", and " + gone);
    }
}
