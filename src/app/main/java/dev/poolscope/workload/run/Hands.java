package dev.poolscope.workload.run;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * Knows which task each worker has in hand, so that a waiting task knows its worker. As an observer it is called in the
 * worker's own thread, just before the code of the task is called; nothing here is shared between threads.
 */
final class Hands implements PoolObserver {
    private final NanoClock clock;
    private final RunListener listener;
    private final ThreadLocal<Hand> hands = ThreadLocal.withInitial(Hand::new);

    Hands(NanoClock clock, RunListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** What one worker has in hand. */
    final class Hand {
        private long task;
        private int worker;

        /** The number of the task. */
        long task() {
            return task;
        }

        /** It waits from now on, or for something else now. */
        void blocked(long nanos, Obstacle by) {
            if (task != 0) {
                listener.blocked(nanos, task, worker, by);
            }
        }

        /** It goes on. */
        void resumed(long nanos, @Nullable Obstacle overcome) {
            if (task != 0) {
                listener.resumed(nanos, task, worker, overcome);
            }
        }

        long nanos() {
            return clock.nanoTime();
        }
    }

    /** That of the calling thread. */
    Hand mine() {
        return hands.get();
    }

    @Override
    public boolean isPrompt() {
        return true;
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
        Hand hand = hands.get();
        hand.task = taskId;
        hand.worker = workerId;
    }

    /** Whether any task of a scenario can wait for something while it holds its worker. */
    static boolean areNeededBy(Scenario scenario) {
        return scenario.streams().stream().map(stream -> stream.task().work())
                .anyMatch(work -> work instanceof Work.Lock || work instanceof Work.FanOut);
    }
}
