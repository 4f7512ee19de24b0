package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.SampleSummary;

/**
 * The numbers of a run. Times are in nanoseconds; percentiles are nearest-rank, exact of up to 50,000 tasks and of
 * simulated ones, and otherwise within 0.4 %. Counts, distributions and
 * throughput are exact whatever was dropped. What was merely not kept ({@code unkeptEvents}) is in the peaks too. Of what
 * was lost ({@code lostEvents}) the order is not known: then {@code peakPending} is the longest queue that was seen at
 * moments some 10 ms apart, or follows from the events before the first loss, and may have been longer in between.
 *
 * @param submitted tasks accepted
 * @param completed tasks that returned
 * @param failed tasks that threw
 * @param cancelled tasks that were cancelled
 * @param rejected tasks that were refused
 * @param peakWorkers the most workers alive at once, starting and finalizing ones included
 * @param peakPending the longest queue
 * @param spawned workers started
 * @param retired workers that retired, by reason; every reason is there
 * @param waitTimes from due to start, of tasks that started
 * @param runTimes from start to end, of completed and failed tasks
 * @param totalTimes from due to end, of completed and failed tasks
 * @param throughput completed tasks per second, from the first due time to the last end of a completed or failed task; 0 if
 *            no task completed, or all in no time
 * @param arrivalLateness from due to submitted or refused, of tasks that were submitted or refused later than due
 * @param lostEvents events that were counted, but whose details the recorder could not take in, because there were too many
 * @param unkeptEvents events that were taken in and then left out of the log, because it is bounded
 * @param terminated whether the pool terminated
 * @param broken whether it ever broke
 * @param starved whether it ever starved
 * @param blockedNanos for how long tasks that have completed or failed were blocked in all, with a worker in hand; -1 if that is
 *            not known
 * @param streams the numbers of each stream of which a task was submitted or refused; tasks of no stream are in none
 */
public record Summary(long submitted, long completed, long failed, long cancelled, long rejected, int peakWorkers,
        int peakPending, long spawned, Map<RetirementReason, Long> retired, SampleSummary waitTimes,
        SampleSummary runTimes,
        SampleSummary totalTimes, double throughput, SampleSummary arrivalLateness, long lostEvents, long unkeptEvents,
        boolean terminated, boolean broken, boolean starved, long blockedNanos, List<StreamSummary> streams) {

    /** Copies the list, and the map, which it completes. */
    public Summary {
        Map<RetirementReason, Long> all = new EnumMap<>(RetirementReason.class);
        for (RetirementReason reason : RetirementReason.values()) {
            all.put(reason, retired.getOrDefault(reason, 0L));
        }
        retired = Collections.unmodifiableMap(all);
        streams = List.copyOf(streams);
    }

    /**
     * {@return completed tasks per second, as {@link #throughput} is; empty if tasks completed and all ended when the first was due: there is no
     * time to divide by}
     */
    public OptionalDouble rate() {
        return completed > 0 && throughput == 0 ? OptionalDouble.empty() : OptionalDouble.of(throughput);
    }

    /**
     * Finds the numbers of a stream.
     *
     * @param name its name
     * @return its numbers; empty if no task of it was submitted or refused
     */
    public Optional<StreamSummary> stream(String name) {
        return streams.stream().filter(each -> each.stream().equals(name)).findFirst();
    }

    /**
     * Puts the streams into another order.
     *
     * @param names the names of streams in the order that is wanted; those that are not among them come last, as they were
     * @return the same numbers
     */
    public Summary withStreamsInOrderOf(List<String> names) {
        List<StreamSummary> ordered = new ArrayList<>(streams);
        ordered.sort(Comparator.comparingInt(each -> {
            int place = names.indexOf(each.stream());
            return place < 0 ? names.size() : place;
        }));
        return new Summary(submitted, completed, failed, cancelled, rejected, peakWorkers, peakPending, spawned,
                retired,
                waitTimes, runTimes, totalTimes, throughput, arrivalLateness, lostEvents, unkeptEvents, terminated,
                broken,
                starved, blockedNanos, ordered);
    }

    /** {@return whether the longest queue is known; if not, it may have been longer than {@code peakPending} between two looks} */
    public boolean isPeakPendingKnown() {
        return lostEvents == 0;
    }

    /** {@return in words how many events are lost and how many are no longer kept, such as {@code 2 lost, 1 no longer kept}} */
    public String missingWords() {
        return LegibleCount.of(lostEvents) + " lost, " + LegibleCount.of(unkeptEvents) + " no longer kept";
    }

    /** {@return whether all percentiles are exact, those of the streams too} */
    public boolean isExact() {
        return waitTimes.exact() && runTimes.exact() && totalTimes.exact() && arrivalLateness.exact()
                && streams.stream().allMatch(StreamSummary::isExact);
    }

    /** {@return the number of events that are missing in the log: those lost and those no longer kept} */
    public long droppedEvents() {
        return lostEvents + unkeptEvents;
    }
}
