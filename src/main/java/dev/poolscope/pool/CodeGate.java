package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Lets interrupts into the code of {@linkplain ExecutedTask executed tasks} of one worker, and nowhere else: whoever
 * interrupts announces it, and the worker does not leave the code before an announced interrupt has arrived.
 */
final class CodeGate {
    /** No such code runs. */
    private static final int CLOSED = 0;
    /** It is about to: the worker has observers to tell before. */
    private static final int AHEAD = 1;
    /** It is about to, and is to begin interrupted. */
    private static final int AHEAD_INTERRUPTED = 2;
    private static final int OPEN = 3;
    private static final int INTERRUPTING = 4;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(CodeGate.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    /** The worker has taken a task. */
    void start(boolean begins) {
        STATE.setRelease(this, begins ? OPEN : AHEAD);
    }

    /** The worker has told the observers, and begins the code. */
    void begin() {
        // What an observer has left behind is not for this task.
        var _ = Thread.interrupted();
        if (!STATE.compareAndSet(this, AHEAD, OPEN)) {
            STATE.setVolatile(this, OPEN);
            Thread.currentThread().interrupt();
        }
    }

    /** The worker leaves the code. From here on nobody interrupts it, and no interrupt is left over. */
    @SuppressWarnings("ThreadPriorityCheck") // the interrupter has only to return from Thread.interrupt
    void leave() {
        while (!STATE.compareAndSet(this, OPEN, CLOSED)) {
            Thread.yield();
        }
        var _ = Thread.interrupted();
    }

    /** Interrupts the code, if it runs, or has it begin interrupted. */
    @SuppressWarnings("ThreadPriorityCheck") // the other interrupter has only to return from Thread.interrupt
    void interrupt(@Nullable Thread runner) {
        while (true) {
            int seen = state;
            switch (seen) {
                case AHEAD -> {
                    if (STATE.compareAndSet(this, AHEAD, AHEAD_INTERRUPTED)) {
                        return;
                    }
                }
                case OPEN -> {
                    if (STATE.compareAndSet(this, OPEN, INTERRUPTING)) {
                        try {
                            if (runner != null) {
                                runner.interrupt();
                            }
                        } finally {
                            STATE.setVolatile(this, OPEN);
                        }
                        return;
                    }
                }
                case INTERRUPTING -> Thread.yield();
                default -> {
                    return;
                }
            }
        }
    }
}
