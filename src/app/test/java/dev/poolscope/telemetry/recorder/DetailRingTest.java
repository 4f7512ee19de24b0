package dev.poolscope.telemetry.recorder;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From one thread that never waits to another. */
@Order(1)
class DetailRingTest {

    private static final int SMALLEST = 64;

    @Test
    void growsAsLongAsThereIsRoomAndThenRefusesWithoutLosingWhatItHas() {
        DetailRing ring = new DetailRing(256, new DetailRing.Room(1024));
        int written = fill(ring, 0);
        assertThat(written).as("rings of 64, 128 and 256 places, one after the other").isEqualTo(64 + 128 + 256);
        assertThat(ring.unread()).isEqualTo(written);
        assertThat(read(ring, Integer.MAX_VALUE)).isEqualTo(numbers(0, written));
        assertThat(ring.nextNanos()).isEqualTo(Long.MAX_VALUE);
        int more = fill(ring, written);
        assertThat(more).as("the largest ring is the one that stays").isEqualTo(256);
        assertThat(ring.nextNanos()).isEqualTo(written);
        assertThat(read(ring, 100)).isEqualTo(numbers(written, 100));
        assertThat(ring.nextNanos()).isEqualTo(written + 100);
    }

    @Test
    void ringsShareTheRoomAndGiveBackWhatTheyHaveOutgrown() {
        DetailRing.Room room = new DetailRing.Room(256);
        DetailRing first = new DetailRing(1 << 20, room);
        DetailRing second = new DetailRing(1 << 20, room);
        assertThat(fill(first, 0)).isEqualTo(64 + 128);
        assertThat(fill(second, 0)).isEqualTo(64 + 128);
        assertThat(read(first, Integer.MAX_VALUE)).hasSize(192);
        assertThat(read(second, Integer.MAX_VALUE)).hasSize(192);
        DetailRing third = new DetailRing(1 << 20, room);
        assertThat(fill(third, 0)).as("no room was left").isEqualTo(SMALLEST);
        DetailRing.Room larger = new DetailRing.Room(128 + 256);
        DetailRing grown = new DetailRing(1 << 20, larger);
        assertThat(fill(grown, 0)).isEqualTo(64 + 128 + 256);
        DetailRing next = new DetailRing(1 << 20, larger);
        assertThat(fill(next, 0)).isEqualTo(SMALLEST);
        assertThat(read(grown, Integer.MAX_VALUE)).hasSize(64 + 128 + 256);
        assertThat(fill(next, SMALLEST)).as("what the other has outgrown").isEqualTo(128);
    }

    @Test
    void anExceptionThatWasReadCanBeCollectedThoughNothingElseComesToItsPlace() {
        DetailRing ring = new DetailRing(64, new DetailRing.Room(0));
        WeakReference<Exception> thrown = new WeakReference<>(new Exception("it"));
        assertThat(ring.write(1, EventType.FAILED, 7, 3, 0, thrown.get())).isTrue();
        assertThat(read(ring, 1)).hasSize(1);
        await().until(() -> {
            System.gc();
            return thrown.get() == null;
        });
        assertThat(ring.unread()).isZero();
    }

    @Test
    void aPlaceThatIsUsedAgainHasNothingLeftOfWhatItHad() {
        DetailRing ring = new DetailRing(64, new DetailRing.Room(0));
        Exception thrown = new Exception("it");
        assertThat(ring.write(1, EventType.FAILED, 7, 3, 0, thrown)).isTrue();
        List<Object> first = new ArrayList<>();
        ring.read(1, (nanos, type, task, worker, due, payload) -> first.add(List.of(nanos, type, task, worker, due,
                payload == null ? "" : payload)));
        assertThat(first).containsExactly(List.of(1L, EventType.FAILED, 7L, 3, 0L, thrown));
        // The places are used again, from the first to the last: nothing may be found in them that was not written.
        for (int i = 0; i < 64; i++) {
            ring.write(2, EventType.STARTED, 8, Integer.MAX_VALUE, -5, null);
        }
        ring.read(64, (nanos, type, task, worker, due, payload) -> {
            assertThat(payload).isNull();
            assertThat(worker).isEqualTo(Integer.MAX_VALUE);
            assertThat(due).isEqualTo(-5);
        });
    }

    @Test
    void whatOneThreadWritesAnotherReadsWholeAndInOrder() throws Exception {
        DetailRing ring = new DetailRing(512, new DetailRing.Room(4096));
        int all = 300_000;
        AtomicLong refused = new AtomicLong();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (long i = 1; i <= all; i++) {
                if (!ring.write(i, typeOf(i), 3 * i, (int) i, -i, Long.toString(i))) {
                    refused.incrementAndGet();
                }
            }
        });
        long[] last = {0};
        long read = 0;
        DetailRing.Reader whole = (nanos, type, task, worker, due, payload) -> {
            assertThat(nanos).isGreaterThan(last[0]);
            if (task != 3 * nanos || worker != (int) nanos || due != -nanos || !Long.toString(nanos).equals(payload)
                    || type != typeOf(nanos)) {
                throw new AssertionError("torn at " + nanos);
            }
            last[0] = nanos;
        };
        while (writer.isAlive()) {
            read += ring.read(100, whole);
        }
        read += ring.read(Integer.MAX_VALUE, whole);
        assertThat(read + refused.get()).isEqualTo(all);
    }

    private static EventType typeOf(long number) {
        return number % 3 == 0 ? EventType.STARTED : EventType.TERMINATED;
    }

    private static int fill(DetailRing ring, long from) {
        int written = 0;
        while (ring.write(from + written, EventType.STARTED, 1, 1, 0, null)) {
            written++;
        }
        return written;
    }

    private static List<Long> read(DetailRing ring, int most) {
        List<Long> read = new ArrayList<>();
        ring.read(most, (nanos, type, task, worker, due, payload) -> read.add(nanos));
        return read;
    }

    private static List<Long> numbers(long from, int count) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(from + i);
        }
        return numbers;
    }
}
