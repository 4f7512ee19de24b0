package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When something fails half-way for want of stack, everything comes to its end all the same. */
class EndOfStackTest {

    @ParameterizedTest
    @EnumSource(names = ".+_WITHOUT_STACK", mode = EnumSource.Mode.MATCH_ALL)
    void nothingIsLeftHanging(FailingProgram.What what) throws Exception {
        ChildJvm.End end = ChildJvm.run(FailingProgram.class, List.of("-Xmx100m"), what.name());

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
}
