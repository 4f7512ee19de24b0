package dev.poolscope.pool;

import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything comes to its end, and all numbers add up, whatever fails in the code that is not the pool's own. */
class FaultyTest {
    private final Logger logger = Logger.getLogger("dev.poolscope.pool");
    /** Even that fails. */
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            throw new IllegalStateException("by hand");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Thread.@Nullable UncaughtExceptionHandler handlerBefore;

    @BeforeEach
    void log() {
        // What tasks throw by hand would be written to the log of the build.
        handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, _) -> {});
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void logNoMore() {
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private static void rounds(long first, int many) throws Exception {
        for (int i = 0; i < many; i++) {
            new FaultyRound(first + i).run();
        }
    }

    @Test
    void randomProgramsWithFaultsComeToTheirEnd() throws Exception {
        rounds(Seeds.first(), 60);
    }

    /** A tenth of the time for stress, so that the slowest machine comes to the end of it too. A fault names its seed. */
    @Test
    @Tag("stress")
    @Timeout(600)
    void manyRandomProgramsWithFaultsComeToTheirEnd() throws Exception {
        long first = System.nanoTime();
        long length = TimeUnit.SECONDS.toNanos(Math.max(1, Integer.getInteger("poolscope.stress.seconds", 60) / 10));
        long done = 0;
        while (System.nanoTime() - first < length) {
            rounds(first + done, 20);
            done += 20;
        }
        System.out.println("FaultyTest: " + done + " programs from seed " + first);
    }
}
