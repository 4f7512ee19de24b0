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
 * @param held what each of several workers had in hand all the time; empty if it is about one worker or none
 */
public record WaitTerm(WaitPart.Cause cause, int workerId, long taskId, long from, long to, long blocked,
        List<Held> held) {

    /** Copies the list, unless it is immutable. */
    public WaitTerm {
        held = List.copyOf(held);
    }

    /** One about one worker, or none. */
    public WaitTerm(WaitPart.Cause cause, int workerId, long taskId, long from, long to, long blocked) {
        this(cause, workerId, taskId, from, to, blocked, List.of());
    }

    /**
     * What one of several workers had in hand.
     *
     * @param workerId the worker
     * @param taskId the task, or 0 if it is not known
     * @param blocked for how long that task was blocked, in nanoseconds
     */
    public record Held(int workerId, long taskId, long blocked) {
        private boolean isOf(Held other) {
            return workerId == other.workerId && taskId == other.taskId;
        }
    }

    public long nanos() {
        return to - from;
    }

    public boolean isTask() {
        return cause.isTask() || !held.isEmpty();
    }

    /** In the order of time, without a gap. */
    public static List<WaitTerm> of(List<WaitPart> parts) {
        List<WaitTerm> terms = new ArrayList<>();
        for (WaitPart part : parts) {
            long blocked = part.cause() == WaitPart.Cause.BLOCKED ? part.nanos() : 0;
            WaitTerm last = terms.isEmpty() ? null : terms.getLast();
            if (!part.held().isEmpty()) {
                List<Held> held = part.held().stream().map(each -> new Held(each.workerId(), each.taskId(),
                        each.cause() == WaitPart.Cause.BLOCKED ? part.nanos() : 0)).toList();
                if (last != null && isSame(last.held, held)) {
                    terms.removeLast();
                    terms.add(new WaitTerm(last.cause, 0, 0, last.from, part.to(), 0, sum(last.held, held)));
                } else {
                    terms.add(new WaitTerm(part.cause(), 0, 0, part.from(), part.to(), 0, held));
                }
            } else if (last != null && last.isTask() && last.held.isEmpty() && part.cause().isTask()
                    && last.workerId == part.workerId()
                    && last.taskId == part.taskId()) {
                terms.set(terms.size() - 1, new WaitTerm(last.cause, last.workerId, last.taskId, last.from, part.to(),
                        last.blocked + blocked));
            } else {
                terms.add(new WaitTerm(part.cause(), part.workerId(), part.taskId(), part.from(), part.to(), blocked));
            }
        }
        return terms;
    }

    private static boolean isSame(List<Held> some, List<Held> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = some.get(i).isOf(others.get(i));
        }
        return same;
    }

    private static List<Held> sum(List<Held> some, List<Held> others) {
        List<Held> sum = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            sum.add(new Held(some.get(i).workerId, some.get(i).taskId, some.get(i).blocked + others.get(i).blocked));
        }
        return sum;
    }

    /** The longest ones, in the order of time. */
    public static List<WaitTerm> longest(List<WaitTerm> terms, int most) {
        return terms.stream().sorted(Comparator.comparingLong(WaitTerm::nanos).reversed()).limit(most)
                .sorted(Comparator.comparingLong(WaitTerm::from)).toList();
    }
}
