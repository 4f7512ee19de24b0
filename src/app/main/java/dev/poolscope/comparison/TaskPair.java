package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.stats.LegibleTime;

/**
 * The n-th task of a stream in two runs, in which it was due at the same time, as were those before it.
 *
 * @param stream the name of the stream; empty for tasks of no stream
 * @param n which task of the stream, from 1
 * @param a it, in the first run
 * @param b it, in the second run
 */
public record TaskPair(String stream, int n, StreamTasks.Task a, StreamTasks.Task b) {

    /** {@return by how much longer it waited in the second run, in nanoseconds; 0 unless it started in both} */
    public long longerWait() {
        return startedInA() && startedInB() ? b.waitNanos() - a.waitNanos() : 0;
    }

    /** {@return whether it was started in the first run} */
    public boolean startedInA() {
        return a.waitNanos() != StreamTasks.NONE;
    }

    /** {@return whether it was started in the second run} */
    public boolean startedInB() {
        return b.waitNanos() != StreamTasks.NONE;
    }

    /**
     * {@return how long it waited in one run, then in the other: {@code task 55 of web waited 2.9 s, then 0.4 s}; with its number in the
     * second run if that is another one}
     */
    public String told() {
        String of = stream.isEmpty() ? "" : " of " + stream;
        String other = a.id() == b.id() ? "" : " (task " + b.id() + " in B)";
        String before = startedInA() ? "waited " + waited(a) : "never started";
        String after = startedInB() ? (startedInA() ? "" : "waited ") + waited(b) : "never started";
        return "task " + a.id() + of + other + " " + before + ", then " + after;
    }

    private static String waited(StreamTasks.Task task) {
        return LegibleTime.duration(task.waitNanos());
    }

    /** Each stream up to its first task that was due at another time. */
    static List<TaskPair> of(List<StreamTasks> a, List<StreamTasks> b) {
        List<TaskPair> pairs = new ArrayList<>();
        for (StreamTasks one : a) {
            for (StreamTasks other : b) {
                if (one.stream().equals(other.stream())) {
                    int shared = one.dueAlike(other);
                    for (int i = 0; i < shared; i++) {
                        pairs.add(new TaskPair(one.stream(), i + 1, one.tasks().get(i), other.tasks().get(i)));
                    }
                }
            }
        }
        return pairs;
    }
}
