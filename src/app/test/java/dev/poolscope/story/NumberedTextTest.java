package dev.poolscope.story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberedTextTest {

    @ParameterizedTest
    @CsvSource({"0, '0 tasks were told, 50 %'", "1, '1 task was told, 50 %'", "2, '2 tasks were told, 50 %'",
            "1001, '1,001 tasks were told, 50 %'"})
    void oneIsToldFromMany(int count, String told) {
        assertThat(NumberedText.format("%,d task[s] [was|were] told, 50 %%", count)).isEqualTo(told);
    }

    @Test
    void theNumberNearestBeforeCounts() {
        assertThat(NumberedText.format("%d of %d task[s]", 2, 1)).isEqualTo("2 of 1 task");
        assertThat(NumberedText.format("%2$d slot[s], %1$s, %3$d worker[s]", "x", 1, 2L))
                .isEqualTo("1 slot, x, 2 workers");
    }

    @Test
    void whatIsPutInStaysAsItIs() {
        assertThat(NumberedText.format("%d task[s] of %s", 2, "[s] %d $1")).isEqualTo("2 tasks of [s] %d $1");
    }
}
