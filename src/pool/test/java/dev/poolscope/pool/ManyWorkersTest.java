package dev.poolscope.pool;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.JMException;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import static org.assertj.core.api.Assertions.assertThat;

/** What a submission, a start and a number cost does not grow with the number of workers, and the numbers are right all the same. */
class ManyWorkersTest {
    private static final int MANY = 3_000;

    @Test
    void theSumsHaveNoMorePartsHoweverManyWorkersThereAre() {
        var lock = new ReentrantLock();
        lock.lock();
        var tallies = new WorkerCounterBlocks(lock);
        List<WorkerCounters> lent = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            lent.add(lend(tallies));
        }
        assertThat(tallies.all()).hasSize(WorkerCounterBlocks.OWN + WorkerCounterBlocks.SHARED);
        assertThat(lent.subList(0, WorkerCounterBlocks.OWN)).doesNotHaveDuplicates()
                .noneMatch(WorkerCounters::isShared);
        assertThat(lent.subList(WorkerCounterBlocks.OWN, MANY)).allMatch(WorkerCounters::isShared);
        // Workers that come and go one after the other all count in the same place.
        lent.forEach(tallies::takeBack);
        WorkerCounters one = lend(tallies);
        for (int i = 0; i < 100; i++) {
            tallies.takeBack(one);
            assertThat(lend(tallies)).isSameAs(one);
        }
        assertThat(tallies.all()).hasSize(WorkerCounterBlocks.OWN + WorkerCounterBlocks.SHARED);
    }

    private static WorkerCounters lend(WorkerCounterBlocks tallies) {
        WorkerCounters workerCounters = tallies.next();
        tallies.lend(workerCounters);
        return workerCounters;
    }

    @Test
    void theSumsAreRightHoweverWorkersComeAndGo(TestReporter reporter) {
        long seed = Seeds.first();
        reporter.publishEntry("seed", Long.toString(seed));
        var random = new Random(seed);
        var lock = new ReentrantLock();
        lock.lock();
        var tallies = new WorkerCounterBlocks(lock);
        List<WorkerCounters> free = new ArrayList<>();
        List<WorkerCounters> busy = new ArrayList<>();
        long freed = 0;
        for (int i = 0; i < 20_000; i++) {
            int step = random.nextInt(i % 4_000 < 2_000 ? 6 : 5);
            if (step == 0 || step == 5) {
                free.add(lend(tallies));
            } else if (step == 1 && !free.isEmpty()) {
                tallies.takeBack(free.remove(random.nextInt(free.size())));
            } else if (step == 2 && !free.isEmpty()) {
                WorkerCounters workerCounters = free.remove(random.nextInt(free.size()));
                workerCounters.start();
                busy.add(workerCounters);
            } else if (step == 3 && !busy.isEmpty()) {
                WorkerCounters workerCounters = busy.remove(random.nextInt(busy.size()));
                workerCounters.free();
                free.add(workerCounters);
                freed++;
            }
            assertThat(tallies.freedAtLeast()).as("seed %d, step %d", seed, i).isLessThanOrEqualTo(freed);
            assertThat(List.of((long) tallies.busy(), tallies.started(), tallies.freed()))
                    .as("seed %d, step %d", seed, i)
                    .containsExactly((long) busy.size(), freed + busy.size(), freed);
            assertThat(tallies.freedAtLeast()).isEqualTo(freed);
        }
    }

    @Test
    void aRowKeepsItsOrderWhicheverWorkersGo() {
        var random = new Random(5);
        var row = new WorkerRow();
        List<RosterEntry> model = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (model.isEmpty() || random.nextInt(5) > 1) {
                var worker = new RosterEntry("row", i, new WorkerCounters(false), SpawnReason.REQUEST, 0, 0, 0, 0);
                int place = random.nextBoolean() ? model.size() : random.nextInt(model.size() + 1);
                model.add(place, worker);
                row.addBehind(place == 0 ? null : model.get(place - 1).inRoster, worker.inRoster);
            } else {
                row.remove(model.remove(random.nextInt(model.size())).inRoster);
            }
            List<RosterEntry> there = new ArrayList<>();
            for (var link = row.first(); link != null; link = link.after()) {
                there.add(link.worker());
            }
            assertThat(there).isEqualTo(model);
            assertThat(row.last()).isSameAs(model.isEmpty() ? null : model.getLast().inRoster);
        }
    }

    @Test
    void startingOneMoreTakesAsMuchMemoryHoweverManyThereAre() throws JMException {
        try (var pool = new ThreadPool(MANY, PoolOptions.builder().workerType(WorkerType.VIRTUAL).build())) {
            long first = bytesOfSpawning(pool, 100);
            assertThat(pool.spawnWorkers(MANY - 200)).isEqualTo(MANY - 200);
            long last = bytesOfSpawning(pool, 100);
            // A list of all workers alone, made anew for each, would be 12,000 bytes a worker.
            assertThat(last).as("bytes for a hundred more, after %d for the first hundred", first)
                    .isLessThan(2 * first + 100 * 1_000);
        }
    }

    private static long bytesOfSpawning(ThreadPool pool, int workers) throws JMException {
        long before = bytesOfThisThread();
        assertThat(pool.spawnWorkers(workers)).isEqualTo(workers);
        return bytesOfThisThread() - before;
    }

    /** By its name: the interface that has it is not of the standard's. */
    private static long bytesOfThisThread() throws JMException {
        return (long) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "getThreadAllocatedBytes",
                new Object[]{Thread.currentThread().threadId()}, new String[]{long.class.getName()});
    }

    @Test
    void theNumbersHoldWithManyWorkersOfWhomMostAreBlocked() throws Exception {
        try (var pool = new ThreadPool(MANY, PoolOptions.builder().workerType(WorkerType.VIRTUAL).build())) {
            var hold = new CountDownLatch(1);
            var begun = new CountDownLatch(MANY - 1);
            List<PoolFuture<?>> blocked = new ArrayList<>();
            for (int i = 0; i < MANY - 1; i++) {
                blocked.add(pool.submit(() -> {
                    begun.countDown();
                    hold.await();
                    return null;
                }));
            }
            begun.await();
            assertThat(pool.countWorkers()).isEqualTo(MANY - 1);
            assertThat(pool.countBusyWorkers()).isEqualTo(MANY - 1);
            assertThat(pool.countFreeWorkers()).isZero();
            // The last worker is enough for all of them, one after the other.
            for (int i = 0; i < 50; i++) {
                assertThat(pool.submit(() -> "served").collect(Patience.LIMIT)).isEqualTo("served");
                assertThat(pool.countWorkers()).isEqualTo(MANY);
            }
            PoolSnapshot snapshot = pool.snapshot();
            assertThat(snapshot.running()).isEqualTo(MANY - 1);
            assertThat(snapshot.completed()).isEqualTo(50);
            assertThat(snapshot.alive()).isEqualTo(MANY);
            hold.countDown();
            for (PoolFuture<?> future : blocked) {
                assertThat(future.collect(Patience.LIMIT)).isNull();
            }
            pool.join();
            assertThat(pool.countWorkers()).isZero();
            assertThat(pool.snapshot().retired()).containsEntry(RetirementReason.JOIN, (long) MANY);
        }
    }
}
