package dev.poolscope.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;

/**
 * The offered load of a run: arrivals per second times the mean service time, stream by stream. No time counts for which a task was blocked.
 * It is how many workers the arrivals would keep busy if each task took as long as those of its stream that have ended. For how long tasks were
 * blocked is known of all streams together, and that none is blocked for longer than it runs: where these wait for locks or children, and more of the
 * arrivals of one have ended than of another, there is a least and a most.
 *
 * @param least the least, in workers
 * @param most the most, in workers
 * @param unknown streams of which tasks arrived and none has ended: what they ask for is not in the numbers
 */
public record MeasuredLoad(double least, double most, List<String> unknown) {

    /** Copies the names. */
    public MeasuredLoad {
        unknown = List.copyOf(unknown);
    }

    /**
     * Works it out.
     *
     * @param scenario what was run
     * @param summary the numbers of the run
     * @param windowNanos for how long tasks could arrive, in nanoseconds
     * @return the load; empty before a task has ended, and without any time
     */
    public static Optional<MeasuredLoad> of(Scenario scenario, Summary summary, long windowNanos) {
        if (windowNanos <= 0 || summary.runTimes().isEmpty()) {
            return Optional.empty();
        }
        // Of tasks that were submitted by no stream, all are as those that have ended.
        double asked = summary.runTimes().count() * summary.runTimes().mean();
        List<String> unknown = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        for (StreamSummary stream : summary.streams()) {
            long arrived = stream.submitted() + stream.rejected();
            long ended = stream.runTimes().count();
            if (ended == 0) {
                unknown.add(stream.stream());
            } else {
                asked += (arrived - ended) * stream.runTimes().mean();
                if (isEverBlocked(scenario, stream.stream())) {
                    waiting.add(new Waiting((double) arrived / ended, ended * stream.runTimes().mean()));
                }
            }
        }
        waiting.sort(Comparator.comparingDouble(Waiting::arrivedForEnded));
        double least = without(blocked(waiting, summary.blockedNanos()), asked);
        double most = without(blocked(waiting.reversed(), summary.blockedNanos()), asked);
        return Optional.of(new MeasuredLoad(Math.min(least, most) / windowNanos, Math.max(least, most) / windowNanos,
                unknown));
    }

    /** A stream whose tasks may be blocked: how many arrived for each that has ended, and for how long those ran. */
    private record Waiting(double arrivedForEnded, double ranNanos) {}

    /** For how long all that arrived are blocked, if of the time that is known the first streams have as much as they can. */
    private static double blocked(List<Waiting> streams, long blockedNanos) {
        double left = Math.max(0, blockedNanos);
        double blocked = 0;
        for (Waiting stream : streams) {
            double its = Math.min(left, stream.ranNanos());
            blocked += its * stream.arrivedForEnded();
            left -= its;
        }
        return blocked;
    }

    /** What was asked for without the time in which tasks were blocked; no less than a double can tell from nothing. */
    private static double without(double blocked, double asked) {
        double left = asked - blocked;
        return left < asked * 1e-9 ? 0 : left;
    }

    private static boolean isEverBlocked(Scenario scenario, String stream) {
        return scenario.streams().stream().filter(each -> each.name().equals(stream)).map(StreamSpec::task)
                .anyMatch(task -> switch (task.work()) {
                    case Work.Lock _ -> true;
                    case Work.FanOut fanOut -> fanOut.await();
                    case Work.Sleep _,Work.Cpu _ -> false;
                });
    }

    /** {@return the one number that it is, if it is one} */
    public OptionalDouble exactly() {
        return unknown.isEmpty() && most - least <= 1e-9 * most ? OptionalDouble.of(least) : OptionalDouble.empty();
    }
}
