package dev.poolscope.lesson.model;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What executors of the JDK do, as questions about them have it. A test of the program runs the executors and holds each sentence.
 */
public enum JdkFact {
    /** Threads below the core size. */
    CORE_THREADS("coreThreads",
            "newFixedThreadPool(2) has two threads after four tasks in single file. With core 1, maximum 2 and an unbounded queue it stays at one."),
    /** One thread, one queue. */
    FIFO_ORDER("fifoOrder",
            "newFixedThreadPool(1) starts tasks in the order in which they came. A virtual-thread executor starts each as it comes."),
    /** The thread that has waited longest is next. */
    KEEP_ALIVE_TURNS("keepAliveTurns",
            "Two core threads with a queue and a keep-alive that is longer than the pauses take strict turns, and none goes. A cached pool shrinks to one."),
    /** How executors end. */
    JDK_SHUTDOWN("jdkShutdown",
            "shutdown() completes what is queued. shutdownNow() interrupts what runs and hands back the queue, whose futures are never done."),
    /** Tasks that wait for tasks. */
    NESTED_TASKS("nestedTasks",
            "Four parents at once in newFixedThreadPool(2) hang. On virtual threads and in a ForkJoinPool(2) all are done; with a semaphore of two held, none."),
    /** One lock on virtual threads. */
    ONE_MONITOR("oneMonitor", "Eight virtual threads that need one monitor have it one after the other."),
    /** Tasks that throw. */
    TASK_THAT_THROWS("taskThatThrows",
            "After submit of a task that throws the thread lives on; after execute of one it dies and is replaced."),
    /** Threads of the virtual-thread executor. */
    VIRTUAL_PER_TASK("virtualPerTask",
            "newVirtualThreadPerTaskExecutor() starts ten threads for ten tasks in single file.");

    private final String key;
    private final String sentence;

    JdkFact(String key, String sentence) {
        this.key = key;
        this.sentence = sentence;
    }

    /** {@return its name, as files write it} */
    public String key() {
        return key;
    }

    /** {@return what was seen} */
    public String sentence() {
        return sentence;
    }

    /** {@return all names} */
    public static List<String> keys() {
        return Arrays.stream(values()).map(JdkFact::key).toList();
    }

    /** {@return the fact of a name, or null if there is none} */
    public static @Nullable JdkFact of(String key) {
        return Arrays.stream(values()).filter(fact -> fact.key.equals(key)).findFirst().orElse(null);
    }
}
