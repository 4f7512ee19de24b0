package dev.poolscope.pool;

/**
 * Where the pool reports what user code threw and is heard of nowhere else. It never throws, whatever the logger, its
 * handlers or the printing of what was thrown do, with or without memory or stack; and it puts its messages together
 * itself, so that its callers need none of these either, in a way that needs no linking.
 */
final class Log {
    private Log() {}

    /** Looked up each time, which is rare: a class that cannot be initialized for want of memory can never be used again. */
    private static System.Logger logger() {
        return System.getLogger("dev.poolscope.pool");
    }

    /** Reports something; what it is about is put between the two parts of the message. */
    static void warning(LogMessage what, Object about, Throwable thrown) {
        try {
            logger().log(System.Logger.Level.WARNING,
                    what.before.concat(String.valueOf(about)).concat(what.after), thrown);
        } catch (Throwable unprintable) {
            withoutPrinting(what, thrown);
        }
    }

    /** Reports that something of the user's has failed; its class says what it is, for its own printing may fail too. */
    static void failed(LogMessage what, Object whose, Throwable thrown) {
        try {
            warning(what, whose.getClass().getName(), thrown);
        } catch (Throwable noStack) {
            // As below.
            return;
        }
    }

    /** A throwable whose own printing throws: says at least of what class it was. */
    private static void withoutPrinting(LogMessage what, Throwable thrown) {
        try {
            logger().log(System.Logger.Level.WARNING, what.before.concat(thrown.getClass().getName()));
        } catch (Throwable unloggable) {
            // There is no place left to report this to, and the calling thread has more important things to do.
            return;
        }
    }

    static void info(LogMessage what, Object about, int number) {
        try {
            logger().log(System.Logger.Level.INFO,
                    what.before.concat(String.valueOf(about)).concat(what.after).concat(Integer.toString(number)));
        } catch (Throwable unloggable) {
            // As above.
            return;
        }
    }
}
