package dev.poolscope.pool;

/** Where the pool reports what user code threw and nobody else will hear of. */
final class Log {
    private static final System.Logger LOGGER = System.getLogger("dev.poolscope.pool");

    private Log() {}

    static void warning(String what, Throwable thrown) {
        try {
            LOGGER.log(System.Logger.Level.WARNING, what, thrown);
        } catch (Throwable unprintable) {
            // A throwable whose own printing throws must not take the worker with it: say at least of what class it
            // was.
            LOGGER.log(System.Logger.Level.WARNING, what + ": " + thrown.getClass().getName());
        }
    }
}
