package dev.poolscope.bench.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.function.IntConsumer;

/** Threads that submit at the same time; the calling thread is the first of them. */
final class Producers implements AutoCloseable {
    private final Phaser phaser;
    private final List<Thread> others = new ArrayList<>();
    private volatile boolean closed;
    private volatile IntConsumer job = _ -> {};

    Producers(int number) {
        phaser = new Phaser(number);
        for (int i = 1; i < number; i++) {
            int index = i;
            others.add(Thread.ofPlatform().daemon().name("producer-" + i).start(() -> serve(index)));
        }
    }

    private void serve(int index) {
        while (true) {
            phaser.arriveAndAwaitAdvance();
            if (closed) {
                return;
            }
            job.accept(index);
            phaser.arriveAndAwaitAdvance();
        }
    }

    /** Does it once in each producer, given the producer's number from 0, and waits for all of them. */
    void produce(IntConsumer what) {
        job = what;
        phaser.arriveAndAwaitAdvance();
        what.accept(0);
        phaser.arriveAndAwaitAdvance();
    }

    @Override
    public void close() {
        closed = true;
        phaser.arriveAndAwaitAdvance();
    }
}
