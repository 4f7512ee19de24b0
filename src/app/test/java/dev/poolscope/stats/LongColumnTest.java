package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LongColumnTest {

    private static List<Long> listed(LongColumn column) {
        return LongStream.range(0, column.size()).mapToObj(at -> column.get((int) at)).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void behavesAsAListDoes(long seed) {
        Random dice = new Random(seed);
        LongColumn column = new LongColumn(dice.nextInt(4));
        List<Long> list = new ArrayList<>();

        for (int step = 0; step < 2_000; step++) {
            switch (dice.nextInt(20)) {
                case 0 -> {
                    int gone = dice.nextInt(list.size() + 1) / 4;
                    column.forgetFirst(gone);
                    list.subList(0, gone).clear();
                }
                case 1 -> {
                    int kept = list.size() - dice.nextInt(list.size() + 1) / 4;
                    column.keepFirst(kept);
                    list.subList(kept, list.size()).clear();
                }
                case 2, 3, 4 -> {
                    int at = dice.nextInt(list.size() + 1);
                    column.insert(at, step);
                    list.add(at, (long) step);
                }
                default -> {
                    column.add(step);
                    list.add((long) step);
                    assertThat(column.last()).isEqualTo(step);
                }
            }
            assertThat(listed(column)).as("seed %d, step %d", seed, step).isEqualTo(list);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsWhatIsInOrderAsGoingThroughItDoes(long seed) {
        Random dice = new Random(seed);
        for (int size = 0; size < 40; size++) {
            LongColumn column = new LongColumn(2);
            LongStream.generate(() -> dice.nextInt(20)).limit(size).sorted().forEach(column::add);
            for (long bound = -1; bound <= 20; bound++) {
                long limit = bound;
                assertThat(column.countBelow(bound)).isEqualTo((int) listed(column).stream().filter(it -> it < limit)
                        .count());
                assertThat(column.countUpTo(bound)).isEqualTo((int) listed(column).stream().filter(it -> it <= limit)
                        .count());
            }
        }
    }

    @Test
    void hasNothingBeyondItsEnds() {
        LongColumn column = new LongColumn(8);
        column.add(7);

        assertThatThrownBy(() -> column.get(1)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("no number 1 of 1");
        assertThatThrownBy(() -> column.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> column.insert(2, 8)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("no place 2 among 1");
    }
}
