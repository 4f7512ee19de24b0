package dev.poolscope.pool;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nothing lost, nothing twice: rounds of random stress, each from a seed of its own, for as long as the system properties say
 * ({@code poolscope.stress.seconds}, in the profile {@code stress}). A round that fails names its seed;
 * {@code poolscope.stress.seed} plays it first.
 */
@ExtendWith(CapturedLog.class)
class StressTest {
    private static final Duration SHORT = Duration.ofSeconds(4);

    @Test
    void aShortStressLosesNothing(TestReporter reporter) throws Exception {
        play(SHORT, reporter);
    }

    @Test
    @Tag("stress")
    @Timeout(value = 1, unit = java.util.concurrent.TimeUnit.DAYS)
    void aLongStressLosesNothing(TestReporter reporter) throws Exception {
        play(Duration.ofSeconds(Long.getLong("poolscope.stress.seconds", 600)), reporter);
    }

    private static void play(Duration time, TestReporter reporter) throws Exception {
        long first = Long.getLong("poolscope.stress.seed", new Random().nextLong());
        long seed = first;
        long rounds = 0;
        long tasks = 0;
        long end = NanoClock.SYSTEM.nanoTime() + time.toNanos();
        do {
            StressRound round = new StressRound(seed);
            try {
                tasks += round.play();
            } catch (Throwable failure) {
                throw new AssertionError("Failed: " + round, failure);
            }
            rounds++;
            seed++;
        } while (NanoClock.SYSTEM.nanoTime() - end < 0);
        String played = rounds + " rounds, " + tasks + " tasks, seeds from " + first + " to " + (seed - 1);
        reporter.publishEntry("stress", played);
        if (time.compareTo(SHORT) > 0) {
            // The next thing to be asked is what was done.
            System.out.println("Stress: " + played);
        }
    }
}
