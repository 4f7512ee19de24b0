package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * The n-th task of a stream in two runs, in which it was due at the same time.
 *
 * @param stream the name of the stream; empty for tasks of no stream
 * @param n which task of the stream, from 1
 * @param a it, in the first run
 * @param b it, in the second run
 */
public record TaskPair(String stream, int n, StreamTasks.Task a, StreamTasks.Task b) {

    /** {@return by how much longer it waited in the second run, in nanoseconds; 0 unless it started in both} */
    public long longerWait() {
        return a.waitNanos() == StreamTasks.NONE || b.waitNanos() == StreamTasks.NONE
                ? 0
                : b.waitNanos() - a.waitNanos();
    }

    static List<TaskPair> of(List<StreamTasks> a, List<StreamTasks> b) {
        List<TaskPair> pairs = new ArrayList<>();
        for (StreamTasks one : a) {
            for (StreamTasks other : b) {
                if (one.stream().equals(other.stream()) && one.isDueAs(other)) {
                    for (int i = 0; i < one.tasks().size(); i++) {
                        pairs.add(new TaskPair(one.stream(), i + 1, one.tasks().get(i), other.tasks().get(i)));
                    }
                }
            }
        }
        return pairs;
    }
}
