package dev.poolscope.telemetry.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The facts of events as text, as the column {@code detail} of {@code events.csv} has them: the text of an
 * {@link EventType#ACTION}; otherwise {@code key=value} pairs separated by one space. The value of {@code cause} may hold
 * anything and is always the last; other values hold no space. What is stamped before the start of the run says first, as
 * {@code early}, by how many nanoseconds.
 */
public final class EventText {

    static final String EARLY = "early=";
    static final String DUE = "due=";
    static final String CAUSE = "cause=";
    static final String REASON = "reason=";
    static final String BY_SHUTDOWN = "by=SHUTDOWN";
    static final String BY_BREAKAGE = "by=BROKEN";
    static final String ON_LOCK = "on=lock holder=";
    static final String ON_TASK = "on=task task=";
    static final String ANY = "any";
    static final String NEVER = "never";

    private EventText() {}

    /**
     * Writes the facts that have no column of their own.
     *
     * @param event any event
     * @return the text; empty if there are none
     */
    public static String detail(RunEvent event) {
        String facts = facts(event);
        if (event.stamp() >= 0) {
            return facts;
        }
        return EARLY + -event.stamp() + (facts.isEmpty() ? "" : " " + facts);
    }

    private static String facts(RunEvent event) {
        return switch (event) {
            case PoolEvent.ActionPerformed it -> ActionLine.of(it);
            case PoolEvent.Remark it -> it.text();
            case TaskEvent.Submitted it -> DUE + it.dueNanos();
            case PoolEvent.Rejected it -> DUE + it.dueNanos();
            case TaskEvent.Blocked it -> awaited(it.awaited());
            case TaskEvent.Resumed it -> awaited(it.awaited());
            case TaskEvent.Cancelled it -> switch (it.by()) {
                case SHUTDOWN -> BY_SHUTDOWN;
                case BREAKAGE -> BY_BREAKAGE;
                case FUTURE -> "";
            };
            case TaskEvent.Failed it -> CAUSE + it.cause();
            case WorkerEvent.Spawned it -> REASON + it.reason() + " pending=" + it.pending() + " free=" + it.free()
                    + " alive=" + it.alive();
            case WorkerEvent.StartFailed it -> CAUSE + it.cause();
            case WorkerEvent.Retiring it -> REASON + it.reason();
            case WorkerEvent.Retired it -> REASON + it.reason();
            case PoolEvent.IdleTimeoutChanged it ->
                "before=" + timeout(it.before()) + " after=" + timeout(it.after());
            case PoolEvent.JoinEnded it -> "outcome=" + it.outcome();
            case PoolEvent.HookFailed it -> "hook=" + it.hook() + ' ' + CAUSE + it.cause();
            case PoolEvent.Broken it -> CAUSE + it.cause();
            case PoolEvent.Starved it -> starved(it.waits());
            case TaskEvent.Started _,TaskEvent.Completed _,TaskEvent.LeftWorker _,WorkerEvent.Ready _,WorkerEvent.Idle _,WorkerEvent.NotRecorded _,PoolEvent.JoinBegan _,PoolEvent.ShutdownBegan _,PoolEvent.Terminated _ ->
                "";
        };
    }

    private static String awaited(@Nullable Awaited awaited) {
        return switch (awaited) {
            case Awaited.Lock(long holder) -> ON_LOCK + holder;
            case Awaited.Task(long task) -> ON_TASK + task;
            case null -> "";
        };
    }

    /** {@code waiting=2 waits=1:13,2:any}. */
    private static String starved(List<PoolEvent.Wait> waits) {
        return "waiting=" + waits.size() + " waits=" + waits.stream()
                .map(wait -> wait.workerId() + ":" + (wait.taskId() == 0 ? ANY : wait.taskId()))
                .collect(Collectors.joining(","));
    }

    /**
     * Writes an idle timeout.
     *
     * @param timeout how long a worker may be idle, or null if it may be so forever
     * @return the exact time in seconds or milliseconds, or {@code never}
     */
    public static String timeout(@Nullable Duration timeout) {
        if (timeout == null) {
            return NEVER;
        }
        BigDecimal seconds = BigDecimal.valueOf(timeout.getSeconds()).add(BigDecimal.valueOf(timeout.getNano(), 9));
        boolean small = seconds.compareTo(BigDecimal.ONE) < 0;
        BigDecimal shown = small ? seconds.movePointRight(3) : seconds;
        return (shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString()) + (small ? "ms" : "s");
    }
}
