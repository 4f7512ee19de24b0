package dev.poolscope.pool;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    @Test
    @Tag("stress")
    void manyRandomProgramsWithFaultsComeToTheirEnd() throws Exception {
        rounds(System.nanoTime(), 20_000);
    }
}
