package dev.poolscope.app.fx;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test in which the thread of the screen waited for longer than {@link #LIMIT}: for a lock, a latch, another thread,
 * sleeping, or for a file. The message says where.
 *
 * <p>It looks at the thread several times within that limit, and no more often, since each look stops it. A thread that computes
 * is not waiting, however long it has to share its processor, so that a busy machine makes no test fail; how long frames take is
 * measured by a benchmark. What the toolkit itself waits for does not count: for the next event, for the thread that renders.
 */
public final class FxWatchdog implements BeforeEachCallback, AfterEachCallback {
    /** For so long the thread may wait at one place. */
    public static final Duration LIMIT = Duration.ofMillis(200);

    private static final String FX_THREAD = "JavaFX Application Thread";
    private static final long LOOK_MILLIS = 40;
    /** Between two looks as far apart as this anything may have happened. */
    private static final long BLIND_NANOS = 100_000_000;
    private static final int DEPTH = 100;
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FxWatchdog.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put("watch", new Watch());
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        Watch watch = context.getStore(NAMESPACE).remove("watch", Watch.class);
        if (watch != null) {
            watch.end();
        }
    }

    /** Looks at the thread from its making to its end. */
    static final class Watch {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final List<String> waits = new CopyOnWriteArrayList<>();
        private final Thread looking = Thread.ofPlatform().daemon().name("poolscope-fx-watchdog").start(this::look);
        private volatile boolean ended;
        private @Nullable String place;
        private long since;
        private long lastLook;
        private boolean told;

        /** Ends it, and throws if the thread of the screen waited for too long. */
        void end() throws InterruptedException {
            ended = true;
            looking.interrupt();
            looking.join();
            if (!waits.isEmpty()) {
                throw new AssertionError("the thread of the screen waited for more than " + LIMIT.toMillis() + " ms, "
                        + String.join("\n\nand ", waits));
            }
        }

        private void look() {
            long id = -1;
            while (!ended) {
                if (id < 0) {
                    id = fxThread();
                }
                ThreadInfo info = id < 0 ? null : looked(id);
                note(info, System.nanoTime());
                try {
                    Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        // Most of the time it computes, far down: then its whole stack would be walked for nothing.
        private @Nullable ThreadInfo looked(long id) {
            ThreadInfo top = threads.getThreadInfo(id, 1);
            return top == null || isComputing(top) ? top : threads.getThreadInfo(id, DEPTH);
        }

        private static long fxThread() {
            return Thread.getAllStackTraces().keySet().stream().filter(it -> it.getName().equals(FX_THREAD))
                    .mapToLong(Thread::threadId).findFirst().orElse(-1);
        }

        private void note(@Nullable ThreadInfo info, long now) {
            String waitsAt = info == null ? null : waitsAt(info);
            boolean same = waitsAt != null && waitsAt.equals(place) && now - lastLook < BLIND_NANOS;
            lastLook = now;
            if (!same) {
                place = waitsAt;
                since = now;
                told = false;
            } else if (info != null && now - since > LIMIT.toNanos() && !told) {
                told = true;
                LockInfo lock = info.getLockInfo();
                waits.add(info.getThreadState() + (lock == null ? "" : " on " + lock) + " at\n\t" + waitsAt);
            }
        }
    }

    /** Where a thread waits; null if it does not, or in the toolkit's own way. */
    static @Nullable String waitsAt(ThreadInfo info) {
        StackTraceElement[] stack = info.getStackTrace();
        if (isComputing(info)
                || Stream.of(stack).filter(it -> !isOfJdk(it)).findFirst().map(FxWatchdog::isOfToolkit).orElse(true)) {
            return null;
        }
        return Stream.of(stack).map(StackTraceElement::toString).collect(Collectors.joining("\n\t"));
    }

    private static boolean isComputing(ThreadInfo info) {
        StackTraceElement[] stack = info.getStackTrace();
        return switch (info.getThreadState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> false;
            // A thread in a read or write of the system counts as running.
            case RUNNABLE -> stack.length == 0 || !stack[0].isNativeMethod()
                    || !(stack[0].getClassName().startsWith("sun.nio.")
                            || stack[0].getClassName().startsWith("java.io."));
            default -> true;
        };
    }

    private static boolean isOfJdk(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.")
                || frame.getClassName().startsWith("sun.");
    }

    private static boolean isOfToolkit(StackTraceElement frame) {
        return frame.getClassName().startsWith("com.sun.glass.") || frame.getClassName().startsWith("com.sun.prism.")
                || frame.getClassName().startsWith("com.sun.javafx.");
    }
}
