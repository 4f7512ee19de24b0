package dev.poolscope.pool;

/** What may run user code that takes its time, and must not hold up the thread in which the need for it came up. */
final class Detached {
    private Detached() {}

    /** Does something in a daemon thread of its own; here, if none can be started. */
    static void run(String name, String suffix, Runnable what) {
        boolean started = false;
        try {
            Thread thread = new Thread(null, what, name.concat(suffix), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            started = true;
        } catch (OutOfMemoryError noThread) {
            Log.warning(LogMessage.NO_THREAD_FOR, name, noThread);
        }
        if (!started) {
            what.run();
        }
    }
}
