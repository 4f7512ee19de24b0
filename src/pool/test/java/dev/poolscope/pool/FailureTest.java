package dev.poolscope.pool;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When something fails half-way for want of memory, or because what it logs fails, everything comes to its end all the same. */
class FailureTest {

    @ParameterizedTest
    @CsvSource({"SHUTDOWN_WITHOUT_MEMORY,-Xmx40m", "SHUTDOWN_NOW_WITHOUT_MEMORY,-Xmx40m",
            "BREAKAGE_WITHOUT_MEMORY,-Xmx40m",
            "HEAP_FILLED_BY_OTHERS,-Xmx32m", "LOGGING_FAILS,-Xmx100m"})
    void nothingIsLeftHanging(FailingProgram.What what, String memory) throws Exception {
        ChildJvm.End end = ChildJvm.run(FailingProgram.class, List.of(memory), what.name());

        assertThat(end.lines()).endsWith("good");
        assertThat(end.code()).isZero();
    }
}
