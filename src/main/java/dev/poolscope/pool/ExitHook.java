package dev.poolscope.pool;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens to open pools when the JVM exits: all are shut down in parallel, their running tasks are waited for,
 * each pool's for its own grace time from the beginning of the exit, then interrupted; and the exit goes on. The one
 * piece of state in this package that all pools of the JVM share, because the JVM exits but once.
 */
final class ExitHook {
    private static final Set<PoolCore> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Thread hook = new Thread(null, ExitHook::shutDownAll, "poolscope-exit", 0, false);
        hook.setContextClassLoader(null);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // The JVM is already on its way out: the workers are daemons and will not hold it up.
            System.getLogger("dev.poolscope.pool").log(System.Logger.Level.DEBUG, "pool made during the exit", exiting);
        }
    }

    private ExitHook() {}

    static void remember(PoolCore core) {
        OPEN.add(core);
    }

    static void forget(PoolCore core) {
        OPEN.remove(core);
    }

    private static void shutDownAll() {
        long start = NanoClock.SYSTEM.nanoTime();
        List<PoolCore> cores = List.copyOf(OPEN);
        for (PoolCore core : cores) {
            // In a thread of its own: callbacks and observers of one pool must not hold up the others.
            Thread closer = new Thread(null, core.endings::beginShutdown, core.name + "-exit", 0, false);
            closer.setDaemon(true);
            closer.start();
        }
        for (PoolCore core : cores) {
            long left = core.exitGraceNanos() - (NanoClock.SYSTEM.nanoTime() - start);
            if (!core.endings.awaitTermination(NanoClock.SYSTEM, Math.max(0, left))) {
                core.interruptRunning();
            }
        }
    }
}
