package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When something fails half-way for want of memory or stack, everything comes to its end all the same. */
class FailureTest {

    @ParameterizedTest
    @CsvSource({"SHUTDOWN_WITHOUT_MEMORY,-Xmx40m", "SHUTDOWN_NOW_WITHOUT_MEMORY,-Xmx40m",
            "BREAKAGE_WITHOUT_MEMORY,-Xmx40m",
            "HEAP_FILLED_BY_OTHERS,-Xmx32m", "CANCEL_WITHOUT_STACK,-Xmx100m", "SUBMIT_WITHOUT_STACK,-Xmx100m",
            "REFUSE_WITHOUT_STACK,-Xmx100m", "EVERYTHING_WITHOUT_STACK,-Xmx100m", "LOGGING_FAILS,-Xmx100m"})
    void nothingIsLeftHanging(FailingProgram.What what, String memory) throws Exception {
        ChildJvm.End end = ChildJvm.run(FailingProgram.class, List.of(memory), what.name());

        assertThat(end.lines()).endsWith("good");
        assertThat(end.code()).isZero();
    }

    @Test
    void theJvmExitsInTimeAfterCancellationsWithoutStack() throws Exception {
        ChildJvm.End end = ChildJvm.run(FailingProgram.class, List.of("-Xmx100m"),
                FailingProgram.What.CANCEL_WITHOUT_STACK.name(), "7");

        assertThat(end.lines()).endsWith("good");
        assertThat(end.code()).isEqualTo(7);
        assertThat(end.time()).isLessThan(Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @EnumSource
    void aFullHeapAtTheWorstMomentLeavesNothingHanging(FullHeapProgram.What what) throws Exception {
        ChildJvm.End end = ChildJvm.run(FullHeapProgram.class, List.of("-Xmx32m"), what.name());

        assertThat(end.lines()).endsWith("good");
        assertThat(end.code()).isZero();
    }

    @Test
    void aFullHeapAtAnyReadingOfTheClockLeavesNothingHanging() throws Exception {
        endsWellWithAFullHeapFrom(1, 8);
    }

    @Tag("stress")
    @ParameterizedTest
    @MethodSource("seeds")
    void aFullHeapAtTheFirstUseOfAnythingLeavesNothingHanging(int first) throws Exception {
        endsWellWithAFullHeapFrom(first, 10);
    }

    static IntStream seeds() {
        return IntStream.range(0, 60).map(it -> 1_000 + 100 * it);
    }

    private static void endsWellWithAFullHeapFrom(int first, int rounds) throws Exception {
        ChildJvm.End end = ChildJvm.run(FullHeapClockProgram.class, List.of("-Xmx16m", "-XX:TieredStopAtLevel=1"),
                Integer.toString(first), Integer.toString(rounds), "200");

        assertThat(end.lines()).endsWith("good");
        assertThat(end.code()).isZero();
    }
}
