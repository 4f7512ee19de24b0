package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import dev.poolscope.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TasksInOrderTest {

    static LongStream seeds() {
        return LongStream.range(Seeds.first(), Seeds.first() + 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOthersStayInTheirOrderWhicheverAreForgotten(long seed) {
        Random random = new Random(seed);
        TasksInOrder tasks = new TasksInOrder();
        TreeSet<Long> kept = new TreeSet<>();
        long next = 0;
        for (int round = 0; round < 60; round++) {
            List<Long> fresh = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                fresh.add(++next);
            }
            // Their submissions become known nearly in order.
            while (!fresh.isEmpty()) {
                long id = fresh.remove(random.nextInt(Math.min(3, fresh.size())));
                tasks.add(new TaskTrace(id));
                kept.add(id);
            }
            Set<Long> gone = new HashSet<>();
            for (long id : kept) {
                // The first ones most often, but not all of them: what runs on is kept.
                if (id < next - 30 ? random.nextInt(4) > 0 : random.nextInt(40) == 0) {
                    gone.add(id);
                }
            }
            kept.removeAll(gone);
            tasks.forget(gone.size(), kept::contains);

            List<Long> there = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                there.add(tasks.get(i).id());
            }
            assertThat(there).containsExactlyElementsOf(kept);
            long asked = random.nextLong(next + 2);
            assertThat(tasks.firstFrom(asked)).isEqualTo(kept.headSet(asked).size());
        }
    }
}
