package dev.poolscope.pool;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

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

    @BeforeEach
    void log() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void logNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private static void rounds(int many) throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < many; i++) {
            new FaultyRound(first + i).run();
        }
    }

    @Test
    void randomProgramsWithFaultsComeToTheirEnd() throws Exception {
        rounds(60);
    }

    @Test
    @Tag("stress")
    void manyRandomProgramsWithFaultsComeToTheirEnd() throws Exception {
        rounds(20_000);
    }
}
