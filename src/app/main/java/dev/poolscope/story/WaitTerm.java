package dev.poolscope.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.poolscope.telemetry.timeline.WaitPart;

/**
 * What is said of a wait at once: all that one task on one worker had to do with it, or one other part.
 *
 * @param cause of the first of its parts
 * @param workerId the worker, or 0
 * @param taskId the task, or 0
 * @param from where it begins
 * @param to where it ends
 * @param blocked for how long of it that task was blocked, in nanoseconds
 */
public record WaitTerm(WaitPart.Cause cause, int workerId, long taskId, long from, long to, long blocked) {

    public long nanos() {
        return to - from;
    }

    public boolean isTask() {
        return cause.isTask();
    }

    /** In the order of time, without a gap. */
    public static List<WaitTerm> of(List<WaitPart> parts) {
        List<WaitTerm> terms = new ArrayList<>();
        for (WaitPart part : parts) {
            long blocked = part.cause() == WaitPart.Cause.BLOCKED ? part.nanos() : 0;
            WaitTerm last = terms.isEmpty() ? null : terms.getLast();
            if (last != null && last.isTask() && part.cause().isTask() && last.workerId == part.workerId()
                    && last.taskId == part.taskId()) {
                terms.set(terms.size() - 1, new WaitTerm(last.cause, last.workerId, last.taskId, last.from, part.to(),
                        last.blocked + blocked));
            } else {
                terms.add(new WaitTerm(part.cause(), part.workerId(), part.taskId(), part.from(), part.to(), blocked));
            }
        }
        return terms;
    }

    /** The longest ones, in the order of time. */
    public static List<WaitTerm> longest(List<WaitTerm> terms, int most) {
        return terms.stream().sorted(Comparator.comparingLong(WaitTerm::nanos).reversed()).limit(most)
                .sorted(Comparator.comparingLong(WaitTerm::from)).toList();
    }
}
