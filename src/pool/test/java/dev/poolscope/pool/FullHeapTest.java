package dev.poolscope.pool;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When the heap is full for a moment, everything comes to its end all the same. */
class FullHeapTest {

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
