package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Lets interrupts into the code of {@linkplain ExecutedTask executed tasks} of one worker, and nowhere else: a thread that
 * interrupts announces it, and the worker does not leave the code before an announced interrupt has arrived.
 */
final class InterruptGate {
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
            STATE = MethodHandles.lookup().findVarHandle(InterruptGate.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(3, InterruptGate::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> STATE.setRelease((InterruptGate) null, 0);
            case 1 -> STATE.setVolatile((InterruptGate) null, 0);
            default -> STATE.compareAndSet((InterruptGate) null, 0, 0);
        }
    }

    private volatile int state;

    /** The worker has taken a task. */
    void start(boolean begins) {
        STATE.setRelease(this, begins ? OPEN : AHEAD);
    }

    /** The worker has called the observers, and begins the code. */
    void begin() {
        // What an observer has left behind is not for this task.
        var _ = Thread.interrupted();
        if (!STATE.compareAndSet(this, AHEAD, OPEN)) {
            STATE.setVolatile(this, OPEN);
            Thread.currentThread().interrupt();
        }
    }

    /** The worker leaves the code. From here on it is not interrupted, and no interrupt is left over. */
    void leave() {
        for (int waited = 0; !STATE.compareAndSet(this, OPEN, CLOSED); waited++) {
            int seen = state;
            if (seen == INTERRUPTING) {
                // The interrupter has only to return from Thread.interrupt.
                Backoff.pause(waited);
            } else if (seen != OPEN && (seen == CLOSED || STATE.compareAndSet(this, seen, CLOSED))) {
                break;
            }
        }
        var _ = Thread.interrupted();
    }

    /** Interrupts the code, if it runs, or has it begin interrupted. */
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
                        deliver(runner);
                        return;
                    }
                }
                // Closed, or another thread interrupts it.
                default -> {
                    return;
                }
            }
        }
    }

    private void deliver(@Nullable Thread runner) {
        Throwable failure = null;
        try {
            if (runner != null) {
                runner.interrupt();
            }
        } catch (Throwable thrown) {
            // A thread class of the user's, or a channel that is closed by the interrupt.
            failure = thrown;
        } finally {
            STATE.setVolatile(this, OPEN);
        }
        if (failure != null) {
            Log.warning(LogMessage.INTERRUPT_OF_WORKER_FAILED, "", failure);
        }
    }
}
