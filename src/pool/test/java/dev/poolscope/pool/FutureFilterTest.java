package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class FutureFilterTest {
    private final ThreadPool pool = new ThreadPool(2);
    private final CountDownLatch hold = new CountDownLatch(1);

    @AfterEach
    void end() {
        hold.countDown();
        pool.close();
    }

    private PoolFuture<Integer> held() {
        return pool.submit(() -> {
            hold.await();
            return 0;
        });
    }

    @Test
    void anEmptyFilterGivesNothingAndDoesNotWait() throws Exception {
        var filter = new FutureFilter<PoolFuture<Integer>>();
        assertThat(filter.poll()).isEmpty();
        assertThat(filter.take()).isEmpty();
        assertThat(filter.take(Duration.ofDays(1))).isEmpty();
        assertThat(filter.futures()).isEmpty();
    }

    @Test
    void aFutureIsHeldFromWhenItIsAddedUntilItIsTaken() throws Exception {
        PoolFuture<Integer> slow = held();
        PoolFuture<Integer> quick = pool.submit(() -> 1);
        var filter = new FutureFilter<>(List.of(slow));
        filter.addAll(List.of(quick, slow));
        assertThat(filter.futures()).containsExactlyInAnyOrder(slow, quick);
        assertThat(filter.take()).contains(quick);
        assertThat(filter.futures()).containsExactly(slow);
        assertThat(filter.poll()).isEmpty();
        assertThatThrownBy(() -> filter.take(Duration.ofMillis(20))).isInstanceOf(TimeoutException.class);
        hold.countDown();
        assertThat(filter.take()).contains(slow);
        assertThat(filter.futures()).isEmpty();
        assertThat(filter.take()).isEmpty();
    }

    @Test
    void whatIsDoneAlreadyCanBeTakenAtOnceAndAddedAgain() throws Exception {
        PoolFuture<Integer> done = pool.submit(() -> 1);
        done.collect();
        var filter = new FutureFilter<PoolFuture<Integer>>();
        for (int i = 0; i < 3; i++) {
            filter.add(done);
            assertThat(filter.poll()).contains(done);
            assertThat(filter.poll()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // to see it refused
    void noNullIsAdded() {
        var filter = new FutureFilter<PoolFuture<Integer>>();
        assertThatThrownBy(() -> filter.add(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void severalTakersGetEachFutureOnceAndNoneIsLeftWaiting() throws Exception {
        int tasks = 2000;
        var filter = new FutureFilter<PoolFuture<Integer>>();
        PoolFuture<Integer> last = held();
        filter.add(last);
        Set<PoolFuture<?>> taken = ConcurrentHashMap.newKeySet();
        List<Thread> takers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            takers.add(Thread.ofPlatform().start(() -> {
                try {
                    for (Optional<PoolFuture<Integer>> one = filter.take(); one.isPresent(); one = filter.take()) {
                        assertThat(one.get().isDone()).isTrue();
                        assertThat(taken.add(one.get())).isTrue();
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (int i = 1; i < tasks; i++) {
            int n = i;
            filter.add(pool.submit(() -> n));
        }
        await().until(() -> taken.size() == tasks - 1);
        assertThat(takers).allMatch(Thread::isAlive);
        hold.countDown();
        for (Thread taker : takers) {
            taker.join();
        }
        assertThat(taken).hasSize(tasks);
    }
}
