package dev.poolscope.pool;

/**
 * What the pool logs. Constants of a class that is loaded before the first pool, and no literals where they are used: Java makes the
 * string of a literal at its first use, which takes memory, and most of these are used for the first time when something has just failed.
 */
enum LogMessage {
    CALLBACK_FAILED("A callback failed: "),
    EXIT_NOT_AWAITED("A pool could not be waited for at the exit of the JVM: "),
    EXIT_NOT_SHUT_DOWN("A pool could not be shut down at the exit of the JVM: "),
    HANDLER_FAILED("The uncaught-exception handler failed in "),
    INTERRUPT_OF_TASK_FAILED("Interrupting the thread of ", " failed"),
    INTERRUPT_OF_WORKER_FAILED("Interrupting a worker failed"),
    NO_MEMORY_FOR_SUCCESSOR("There was no memory to start a worker in the place of "),
    NO_THREAD_FOR("No thread could be started for "),
    OBSERVER_FAILED("An observer failed: "),
    THREAD_NOT_STARTED("The thread of ",
            " could not be started (what fails after that is not logged until a start succeeds)"),
    THREAD_STARTED_AGAIN("", " was started after so many starts had failed: "),
    UNEXPECTED("Something unexpected happened in ");

    final String before;
    final String after;

    LogMessage(String before) {
        this(before, "");
    }

    LogMessage(String before, String after) {
        this.before = before;
        this.after = after;
    }
}
