package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.CancellationException;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The critical races as linearizability: whatever some threads do to a pool at once, what they get could also have
 * been got had they come one after another. The pools are real, with real threads: the model checker of the same library cannot
 * follow threads that a pool starts and parks by itself, so the schedules are those that the machine makes.
 */
@Tag("stress")
@Timeout(600)
class RacesLincheckTest {
    static final int REFUSED = -1;
    static final int ANSWER = 42;

    private static StressOptions options() {
        return new StressOptions().iterations(25).invocationsPerIteration(400).threads(3).actorsPerThread(2)
                .actorsBefore(1).actorsAfter(1).minimizeFailedScenario(false);
    }

    /** Submissions race with parking, retiring and closing. */
    public static class Closing {
        private final ThreadPool pool;

        public Closing() {
            this(PoolOptions.builder().idleTimeout(Duration.ofMillis(1)).build());
        }

        Closing(PoolOptions options) {
            pool = new DualThreadPool(options);
        }

        /** A task that a shutdown cancels might as well have been refused by it. */
        @Operation
        public int run() throws Exception {
            try {
                return pool.run(() -> ANSWER);
            } catch (PoolClosedException | CancellationException closed) {
                return REFUSED;
            }
        }

        @Operation
        public boolean shutdown() {
            return pool.shutdown();
        }

        @Operation
        public boolean isClosed() {
            return pool.isClosed();
        }
    }

    /** The same where every worker retires after each task. */
    public static class Retiring extends Closing {
        public Retiring() {
            super(PoolOptions.builder().maxTasksPerWorker(1).idleTimeout(Duration.ZERO).build());
        }
    }

    /** What {@link Closing} is in one thread. */
    public static class ClosingInTurn {
        private boolean closed;

        public int run() {
            return closed ? REFUSED : ANSWER;
        }

        public boolean shutdown() {
            boolean first = !closed;
            closed = true;
            return first;
        }

        public boolean isClosed() {
            return closed;
        }
    }

    /** Joins race with shutdowns and submissions. */
    public static class Joining {
        private final ThreadPool pool = new DualThreadPool(
                PoolOptions.builder().idleTimeout(Duration.ofMillis(1)).build());

        /** Refused by a join, it comes again: it might as well have waited for it. */
        @Operation
        public int run() throws Exception {
            while (true) {
                try {
                    return pool.run(() -> ANSWER);
                } catch (CancellationException closed) {
                    return REFUSED;
                } catch (PoolClosedException refused) {
                    if (pool.isClosed()) {
                        return REFUSED;
                    }
                    Thread.onSpinWait();
                }
            }
        }

        @Operation
        public int join() throws InterruptedException {
            try {
                pool.join();
                return ANSWER;
            } catch (PoolClosedException closed) {
                return REFUSED;
            }
        }

        @Operation
        public boolean shutdown() {
            return pool.shutdown();
        }
    }

    /** What {@link Joining} is in one thread. */
    public static class JoiningInTurn extends ClosingInTurn {
        public int join() {
            return run();
        }
    }

    /** Cancellations race with each other and with the start and the end of the one task that there is. */
    public static class Cancelling {
        // Virtual: a scenario that never lets the task end leaves its worker behind.
        private final ThreadPool pool = new SingleThreadPool(
                PoolOptions.builder().workerType(WorkerType.VIRTUAL).idleTimeout(Duration.ofMillis(1)).build());
        private final Gate gate = new Gate();
        private final PoolFuture<String> future = pool.submit(() -> {
            gate.passStubbornly();
            return "passed";
        });

        @Operation
        public boolean cancel() {
            return future.cancel(false);
        }

        @Operation
        public boolean cancelInterrupting() {
            return future.cancel(true);
        }

        /** Lets the task end, and sees how it did. */
        @Operation
        public String finish() throws Exception {
            gate.open();
            try {
                return future.collect();
            } catch (CancellationException cancelled) {
                return "cancelled";
            }
        }
    }

    /** What {@link Cancelling} is in one thread. */
    public static class CancellingInTurn {
        private String outcome = "";

        public boolean cancel() {
            if (outcome.isEmpty()) {
                outcome = "cancelled";
                return true;
            }
            return false;
        }

        public boolean cancelInterrupting() {
            return cancel();
        }

        public String finish() {
            if (outcome.isEmpty()) {
                outcome = "passed";
            }
            return outcome;
        }
    }

    @Test
    void submittingParkingAndClosingAreLinearizable() {
        options().sequentialSpecification(ClosingInTurn.class).check(Closing.class);
    }

    @Test
    void submittingRetiringAndClosingAreLinearizable() {
        options().sequentialSpecification(ClosingInTurn.class).check(Retiring.class);
    }

    @Test
    void joiningShuttingDownAndSubmittingAreLinearizable() {
        options().sequentialSpecification(JoiningInTurn.class).check(Joining.class);
    }

    @Test
    void cancellingStartingAndEndingAreLinearizable() {
        options().sequentialSpecification(CancellingInTurn.class).check(Cancelling.class);
    }
}
