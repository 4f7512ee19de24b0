package dev.poolscope.sizing;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of a sweep.
 *
 * @param plan what was done
 * @param points what is known of each point, in the order of the plan
 */
public record SweepResult(SweepPlan plan, List<SweepPoint> points) {

    /** Copies the list. */
    public SweepResult {
        points = List.copyOf(points);
    }

    /** {@return how many runs have ended} */
    public int done() {
        return points.stream().mapToInt(SweepPoint::runs).sum();
    }

    /** {@return whether all runs have ended} */
    public boolean isComplete() {
        return done() == plan.runs();
    }

    /** {@return whether the goals hold at one point at least} */
    public boolean reached() {
        return points.stream().anyMatch(point -> point.verdict() == GoalState.Verdict.HOLDS);
    }

    /** {@return the points by the first variation, one list for each combination of the others} */
    public List<List<SweepPoint>> curves() {
        int length = plan.variations().getFirst().values().size();
        return IntStream.range(0, points.size() / length)
                .mapToObj(curve -> points.subList(curve * length, (curve + 1) * length)).toList();
    }
}
