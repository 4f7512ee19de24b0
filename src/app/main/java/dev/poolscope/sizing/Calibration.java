package dev.poolscope.sizing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.SingleThreadPool;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.workload.model.Overheads;

/**
 * What this machine adds to a run, measured on a pool of its own: medians of many repetitions, each with the 95 % interval that the order of
 * the samples gives, whatever their distribution. Whatever else the machine does meanwhile is in them.
 *
 * @param wakeUp from a submission to the start of the task, by an idle worker that sleeps
 * @param start from a spawn to the worker being ready
 * @param sleep how much later than asked for a sleep ends
 * @param submit what a submission takes of the thread that submits, while the worker is busy
 */
public record Calibration(Measured wakeUp, Measured start, Measured sleep, Measured submit) {
    /** For the compiler; they do not count. */
    private static final int WARM_UP = 40;
    private static final int REPETITIONS = 200;
    /** A worker that has been idle for so long has stopped looking and sleeps. */
    private static final Duration UNTIL_ASLEEP = Duration.ofMillis(2);
    private static final Duration SLEEP = Duration.ofMillis(1);
    /** A thread takes less than a thousandth of it to start. */
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int SUBMISSIONS = 200;

    private static final NanoClock CLOCK = NanoClock.SYSTEM;

    /** One measurement. */
    @FunctionalInterface
    private interface Repetition {
        long nanos() throws InterruptedException;
    }

    /** {@return everything that was measured, in the order in which a scenario has it} */
    public List<Measured> all() {
        return List.of(wakeUp, start, sleep, submit);
    }

    /** {@return the medians, for a scenario} */
    public Overheads overheads() {
        return new Overheads(wakeUp.rounded(), start.rounded(), sleep.rounded(), submit.rounded());
    }

    /**
     * Measures, in some two seconds, in the calling thread and one of a pool.
     *
     * @return what was measured
     * @throws InterruptedException if the thread is interrupted meanwhile
     * @throws StalledException if the machine starts no thread or no task for ten seconds
     */
    public static Calibration measure() throws InterruptedException {
        return new Calibration(
                Measured.of("wakeUp", "from a submission to the start of the task, on a worker that sleeps",
                        wakeUps()),
                Measured.of("start", "from a spawn to the worker being ready", starts()),
                Measured.of("sleep", "how much later than asked for a sleep of 1 ms ends", repeat(() -> {
                    long before = CLOCK.nanoTime();
                    Thread.sleep(SLEEP);
                    return CLOCK.nanoTime() - before - SLEEP.toNanos();
                })),
                Measured.of("submit", "a submission while the worker is busy, of " + SUBMISSIONS + " in a row",
                        submissions()));
    }

    private static long[] repeat(Repetition repetition) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            var _ = repetition.nanos();
        }
        long[] samples = new long[REPETITIONS];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.max(0, repetition.nanos());
        }
        return samples;
    }

    private static PoolOptions observedBy(PoolObserver observer) {
        return PoolOptions.builder().name("calibration").observer(observer).build();
    }

    private static long[] wakeUps() throws InterruptedException {
        BlockingQueue<Long> waits = new LinkedBlockingQueue<>();
        try (var pool = new SingleThreadPool(observedBy(new PoolObserver() {
            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
                waits.add(queueNanos);
            }
        }))) {
            return repeat(() -> {
                Thread.sleep(UNTIL_ASLEEP);
                var _ = pool.submitAction(() -> {});
                return next(waits, LONGEST);
            });
        }
    }

    private static long[] starts() throws InterruptedException {
        return repeat(() -> {
            BlockingQueue<Long> stamps = new LinkedBlockingQueue<>();
            try (var pool = new SingleThreadPool(observedBy(new PoolObserver() {
                @Override
                public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free,
                        int alive) {
                    stamps.add(nanos);
                }

                @Override
                public void workerReady(long nanos, int workerId) {
                    stamps.add(nanos);
                }
            }))) {
                pool.spawnWorkers(1);
                long one = next(stamps, LONGEST);
                // They are of one worker, but may be reported in any order.
                return Math.abs(next(stamps, LONGEST) - one);
            }
        });
    }

    private static long[] submissions() throws InterruptedException {
        try (var pool = new SingleThreadPool(observedBy(new PoolObserver() {
        }))) {
            return repeat(() -> {
                CountDownLatch begun = new CountDownLatch(1);
                CountDownLatch over = new CountDownLatch(1);
                var _ = pool.submitAction(() -> {
                    begun.countDown();
                    over.await();
                });
                try {
                    if (!begun.await(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
                        throw stalled(LONGEST);
                    }
                    long before = CLOCK.nanoTime();
                    for (int i = 0; i < SUBMISSIONS; i++) {
                        var _ = pool.submitAction(() -> {});
                    }
                    return (CLOCK.nanoTime() - before) / SUBMISSIONS;
                } finally {
                    over.countDown();
                }
            });
        }
    }

    /** Takes what a pool reports. A pool that gets no thread from the machine reports nothing. */
    static long next(BlockingQueue<Long> reported, Duration longest) throws InterruptedException {
        Long nanos = reported.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (nanos == null) {
            throw stalled(longest);
        }
        return nanos;
    }

    private static StalledException stalled(Duration longest) {
        return new StalledException("the machine cannot be measured: for " + longest.toSeconds()
                + " s it has started no worker and no task; close what keeps it busy and try again");
    }

    /** The machine is too busy to be measured; the message is one sentence, for people. */
    public static final class StalledException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        StalledException(String message) {
            super(message);
        }
    }
}
