package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A program that a test starts in a JVM of its own, to see how it ends. Says "ready" when it is about to. */
final class ExitingProgram {

    enum Ending {
        MAIN_RETURNS, TASK_EXITS, WAITS_FOR_SIGNAL, TASK_IGNORES_INTERRUPTION, CALLBACK_STUCK, HOOK_STUCK, IDLE
    }

    private ExitingProgram() {}

    @SuppressWarnings("SystemOut") // the test reads it
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    public static void main(String[] args) throws Exception {
        Ending ending = Ending.valueOf(args[0]);
        PoolOptions options = PoolOptions.builder().name("exiting")
                .exitGrace(Duration.ofMillis(Long.parseLong(args[1])))
                .observer(new PoolObserver() {
                    @Override
                    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
                        say("completed " + taskId);
                    }

                    @Override
                    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
                            Throwable failure) {
                        say("failed " + taskId + " " + failure.getClass().getSimpleName());
                    }

                    @Override
                    public void terminated(long nanos) {
                        say("terminated");
                    }
                })
                .finalizer(Hook.of(() -> {
                    if (ending == Ending.HOOK_STUCK) {
                        waitStubbornly();
                    }
                    say("finalized");
                })).build();
        var pool = new DualThreadPool(options);
        var others = new SingleThreadPool(options);
        var exit = new CountDownLatch(1);
        switch (ending) {
            case MAIN_RETURNS -> {
                var begun = new CountDownLatch(1);
                var hold = new CountDownLatch(1);
                // Finishes when the shutdown has begun: it is a running task, which is waited for.
                pool.submit(() -> {
                    begun.countDown();
                    while (!pool.isClosed()) {
                        hold.await(5, java.util.concurrent.TimeUnit.MILLISECONDS);
                    }
                    return null;
                }).addCallback(future -> say("running " + future.status()));
                begun.await();
                pool.submit(() -> {
                    begun.countDown();
                    hold.await();
                    return null;
                }).addCallback(future -> say("sleeping " + future.status()));
                for (int i = 0; i < 100; i++) {
                    pool.submit(() -> say("queued task ran")).addCallback(future -> {
                        if (future.taskId() == 100) {
                            say("queued " + future.status());
                        }
                    });
                }
                say("ready");
            }
            case TASK_EXITS -> {
                pool.execute(() -> {
                    say("ready");
                    System.exit(7);
                });
                exit.await();
            }
            case WAITS_FOR_SIGNAL -> {
                var _ = pool.submit(() -> {
                    say("ready");
                    exit.await();
                    return null;
                });
                others.spawnWorkers(1);
                exit.await();
            }
            case TASK_IGNORES_INTERRUPTION -> {
                var begun = new CountDownLatch(1);
                pool.execute(() -> {
                    begun.countDown();
                    waitStubbornly();
                });
                begun.await();
                say("ready");
            }
            case CALLBACK_STUCK -> {
                var begun = new CountDownLatch(1);
                var added = new CountDownLatch(1);
                PoolFuture<?> future = pool.submit(() -> {
                    added.await();
                    return null;
                });
                future.addCallback(_ -> {
                    begun.countDown();
                    waitStubbornly();
                });
                added.countDown();
                begun.await();
                say("ready");
            }
            case HOOK_STUCK -> {
                pool.run(() -> {});
                say("ready");
            }
            case IDLE -> {
                pool.run(() -> {});
                say("ready");
            }
        }
    }

    private static void waitStubbornly() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ignored) {
                // On purpose.
            }
        }
    }
}
