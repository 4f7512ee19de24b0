package dev.poolscope.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The queue gives each task once, in the order of the numbers that it gave them, whichever threads add and take at the same time. */
class TaskQueueTest {

    private static ExecutedTask task() {
        return new ExecutedTask(() -> {}, 0);
    }

    /** What a drop of the closed queue takes out, and keeps. */
    private static List<QueuedTask> rest(TaskQueue queue) {
        var drop = new TaskQueue.Drop();
        queue.beginDrop(drop);
        List<QueuedTask> dropped = new ArrayList<>();
        for (QueuedTask task = queue.drop(drop); task != null; task = queue.drop(drop)) {
            dropped.add(task);
        }
        assertThat(kept(drop)).as("what is kept").containsExactlyElementsOf(dropped);
        return dropped;
    }

    private static List<QueuedTask> kept(TaskQueue.Drop drop) {
        List<QueuedTask> kept = new ArrayList<>();
        var all = new TaskQueue.Drop.Kept();
        all.begin(drop);
        for (QueuedTask task = all.next(); task != null; task = all.next()) {
            kept.add(task);
        }
        return kept;
    }

    @Test
    void aDropGetsWhatTakersAndCancellersLeaveAndALookMeanwhileFindsWhatItHas() throws Exception {
        long seed = Seeds.first();
        for (int round = 0; round < 40; round++) {
            Random random = new Random(seed + round);
            String what = "round " + round + " of seed " + seed;
            var queue = new TaskQueue();
            int size = 1 + random.nextInt(3_000);
            List<QueuedTask> added = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                QueuedTask task = task();
                queue.offer(task);
                added.add(task);
            }
            queue.close();
            var start = new CyclicBarrier(4);
            List<Aside<List<QueuedTask>>> taking = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                taking.add(Aside.call(() -> {
                    List<QueuedTask> mine = new ArrayList<>();
                    var cursor = queue.cursor();
                    start.await();
                    for (QueuedTask task = queue.poll(cursor); task != null; task = queue.poll(cursor)) {
                        mine.add(task);
                    }
                    return mine;
                }));
            }
            taking.add(Aside.call(() -> {
                List<QueuedTask> mine = new ArrayList<>();
                start.await();
                for (int i = 0; i < size; i += 7) {
                    if (queue.remove(added.get(i))) {
                        mine.add(added.get(i));
                    }
                }
                return mine;
            }));
            var drop = new TaskQueue.Drop();
            start.await();
            for (int i = random.nextInt(200); i > 0; i--) {
                Thread.onSpinWait();
            }
            queue.beginDrop(drop);
            List<QueuedTask> dropped = new ArrayList<>();
            for (QueuedTask task = queue.drop(drop); task != null; task = queue.drop(drop)) {
                dropped.add(task);
                if (random.nextInt(100) == 0) {
                    assertThat(kept(drop)).as(what).containsExactlyElementsOf(dropped);
                }
            }

            List<QueuedTask> all = new ArrayList<>(dropped);
            for (Aside<List<QueuedTask>> aside : taking) {
                all.addAll(aside.result());
            }
            assertThat(all).as(what).hasSize(size).doesNotHaveDuplicates();
            assertThat(kept(drop)).as(what).containsExactlyElementsOf(dropped);
            assertThat(dropped).as(what).extracting(QueuedTask::taskId).isSorted();
        }
    }

    @Test
    void itDoesWhatAListWouldDo() {
        long seed = Seeds.first();
        Random random = new Random(seed);
        var queue = new TaskQueue();
        var cursors = List.of(queue.cursor(), queue.cursor(), queue.cursor());
        var expected = new ArrayDeque<QueuedTask>();
        long accepted = 0;
        boolean open = true;
        for (int step = 0; step < 100_000; step++) {
            String what = "step " + step + " of seed " + seed;
            // In turns it grows over several chunks and shrinks again.
            boolean grows = step / 5_000 % 2 == 0;
            int dice = random.nextInt(100);
            if (dice < 2) {
                queue.close();
                open = false;
            } else if (dice < 8) {
                queue.open();
                open = true;
            } else if (dice < 12 && !expected.isEmpty()) {
                QueuedTask cancelled = random.nextBoolean() ? expected.peekFirst() : expected.peekLast();
                assertThat(queue.remove(cancelled)).as(what).isTrue();
                assertThat(queue.remove(cancelled)).as(what).isFalse();
                expected.remove(cancelled);
            } else if (dice < (grows ? 70 : 45)) {
                QueuedTask added = task();
                long place = queue.offer(added);
                if (open) {
                    assertThat(place).as(what).isEqualTo(accepted++);
                    assertThat(added.taskId()).as(what).isEqualTo(accepted);
                    expected.add(added);
                } else {
                    assertThat(place).as(what).isEqualTo(TaskQueue.REFUSED);
                }
            } else {
                assertThat(queue.poll(cursors.get(random.nextInt(cursors.size())))).as(what).isSameAs(expected.poll());
            }
            assertThat(queue.isEmpty()).as(what).isEqualTo(expected.isEmpty());
            assertThat(queue.accepted()).as(what).isEqualTo(accepted);
        }
        queue.close();
        assertThat(rest(queue)).as("rest of seed %d", seed).containsExactlyElementsOf(expected);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void manyThreadsAtOnceLoseNothingAndChangeNoOrder() throws Exception {
        int producers = 3;
        int consumers = 3;
        int each = 20_000;
        var queue = new TaskQueue();
        var left = new AtomicInteger(producers * each);
        var barrier = new CyclicBarrier(producers + consumers);
        List<Aside<List<Long>>> adding = new ArrayList<>();
        List<Aside<List<Long>>> taking = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            adding.add(Aside.call(() -> {
                List<Long> numbers = new ArrayList<>(each);
                barrier.await();
                for (int n = 0; n < each; n++) {
                    QueuedTask task = task();
                    assertThat(queue.offer(task)).isNotEqualTo(TaskQueue.REFUSED);
                    numbers.add(task.taskId());
                }
                return numbers;
            }));
        }
        for (int i = 0; i < consumers; i++) {
            TaskQueue.Cursor cursor = queue.cursor();
            taking.add(Aside.call(() -> {
                List<Long> numbers = new ArrayList<>();
                barrier.await();
                while (left.get() > 0) {
                    QueuedTask task = queue.poll(cursor);
                    if (task == null) {
                        Thread.onSpinWait();
                    } else {
                        numbers.add(task.taskId());
                        left.decrementAndGet();
                    }
                }
                return numbers;
            }));
        }
        List<Long> added = inOrderEach(adding);
        List<Long> taken = inOrderEach(taking);
        Collections.sort(added);
        Collections.sort(taken);
        assertThat(added).isEqualTo(LongStream.rangeClosed(1, (long) producers * each).boxed().toList());
        assertThat(taken).isEqualTo(added);
        assertThat(queue.isEmpty()).isTrue();
    }

    private static List<Long> inOrderEach(List<Aside<List<Long>>> asides) throws Exception {
        List<Long> all = new ArrayList<>();
        for (Aside<List<Long>> aside : asides) {
            List<Long> numbers = aside.result();
            assertThat(numbers).isSorted();
            all.addAll(numbers);
        }
        return all;
    }

    @Test
    void whatIsRefusedWhileItIsClosedLeavesNoGap() throws Exception {
        var queue = new TaskQueue();
        var accepted = new AtomicInteger();
        List<Aside<Integer>> adding = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            adding.add(Aside.call(() -> {
                int mine = 0;
                while (mine < 5_000) {
                    if (queue.offer(task()) != TaskQueue.REFUSED) {
                        mine++;
                        accepted.incrementAndGet();
                    }
                }
                return mine;
            }));
        }
        for (int i = 0; accepted.get() < 10_000; i++) {
            if (i % 2 == 0) {
                queue.close();
            } else {
                queue.open();
            }
        }
        for (Aside<Integer> aside : adding) {
            var _ = aside.result();
        }
        queue.close();
        assertThat(rest(queue).stream().map(QueuedTask::taskId).toList())
                .isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
    }

    /** Adds tasks at the end of its stack, over and over. */
    private static final class Digger {
        private final TaskQueue queue;
        /** Made before: what is linked first at the end of a stack stays unlinked. */
        private final Runnable target;
        private int left = 60;
        private int added;
        private int overflowed;

        Digger(TaskQueue queue, Runnable target) {
            this.queue = queue;
            this.target = target;
        }

        void dig(int indent) {
            if (indent > 0) {
                dig(indent - 1);
                return;
            }
            try {
                dig(0);
            } catch (StackOverflowError bottom) {
                // The levels above try to add something, first with hardly any stack, then with more.
            }
            if (left > 0) {
                left--;
                try {
                    queue.offer(new ExecutedTask(target, 0));
                    added++;
                } catch (StackOverflowError noStack) {
                    overflowed++;
                }
            }
        }
    }

    @Test
    void aThreadWithoutStackLeavesNoPlaceThatOthersWouldWaitFor() throws Exception {
        int overflowed = 0;
        for (int round = 0; round < 300; round++) {
            var queue = new TaskQueue();
            // The next place is the first of a chunk, which takes more stack to find than a place takes to be given.
            int before = 512;
            for (int i = 0; i < before; i++) {
                queue.offer(task());
            }
            var digger = new Digger(queue, () -> {});
            int indent = round % 37;
            Thread deep = new Thread(null, () -> digger.dig(indent), "deep", 256 * 1024 + round % 16 * 16L);
            deep.start();
            deep.join();
            queue.offer(task());
            var cursor = queue.cursor();
            int taken = 0;
            while (queue.poll(cursor) != null) {
                taken++;
            }
            assertThat(taken).as("round %d", round).isEqualTo(before + digger.added + 1);
            assertThat(queue.isEmpty()).as("round %d", round).isTrue();
            assertThat(queue.accepted()).as("round %d", round).isEqualTo(taken);
            overflowed += digger.overflowed;
        }
        assertThat(overflowed).as("times that there was no stack for it").isPositive();
    }
}
