package dev.poolscope.telemetry.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import org.jspecify.annotations.Nullable;

/** Reads the text that {@link EventText} writes: takes facts off its beginning, in the order in which they are written. */
public final class EventTextReader {

    private static final Pattern TIME = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?(ms|s)");

    private final long stamp;
    private final String text;
    private int at;

    /**
     * Reads an event from the columns of {@code events.csv}.
     *
     * @param nanos when, in nanoseconds from the start of the run
     * @param type what
     * @param taskId the task's number, or 0
     * @param stream the name of the stream, or null
     * @param workerId the worker's number, or 0
     * @param detail the other facts, as {@link EventText#detail} writes them
     * @return the event that has these columns
     * @throws IllegalArgumentException if there is none
     */
    public static RunEvent event(long nanos, EventType type, long taskId, @Nullable String stream, int workerId,
            String detail) {
        if (nanos < 0 || taskId < 0 || workerId < 0) {
            throw new IllegalArgumentException("stamp and numbers of an event are not negative, but were nanos=" + nanos
                    + " taskId=" + taskId + " workerId=" + workerId);
        }
        RunEvent event = new EventTextReader(nanos, detail).event(type, taskId, stream, workerId);
        boolean same = event.nanos() == nanos && event.taskId() == taskId && event.workerId() == workerId
                && Objects.equals(event.stream(), stream) && EventText.detail(event).equals(detail);
        if (!same) {
            throw new IllegalArgumentException("a " + type + " does not say this: task " + taskId + ", stream " + stream
                    + ", worker " + workerId + ", " + detail);
        }
        return event;
    }

    private EventTextReader(long nanos, String detail) {
        text = detail;
        boolean early = nanos == 0 && detail.startsWith(EventText.EARLY);
        stamp = early ? -Long.parseLong(value(EventText.EARLY)) : nanos;
    }

    private RunEvent event(EventType type, long taskId, @Nullable String stream, int workerId) {
        return switch (type) {
            case ACTION -> ActionLine.read(stamp, rest());
            case SUBMITTED -> new TaskEvent.Submitted(stamp, taskId, stream, number(EventText.DUE));
            case IDLE_TIMEOUT_CHANGED ->
                new PoolEvent.IdleTimeoutChanged(stamp, timeout("before="), timeout("after="));
            case JOIN_BEGAN -> new PoolEvent.JoinBegan(stamp);
            case SHUTDOWN_BEGAN -> new PoolEvent.ShutdownBegan(stamp);
            case HOOK_FAILED ->
                new PoolEvent.HookFailed(stamp, workerId, HookKind.valueOf(value("hook=")), cause());
            case BROKEN -> new PoolEvent.Broken(stamp, cause());
            case REJECTED -> new PoolEvent.Rejected(stamp, stream, number(EventText.DUE));
            case WORKER_SPAWNED ->
                new WorkerEvent.Spawned(stamp, workerId, SpawnReason.valueOf(value(EventText.REASON)),
                        Integer.parseInt(value("pending=")), Integer.parseInt(value("free=")),
                        Integer.parseInt(value("alive=")));
            case WORKER_START_FAILED -> new WorkerEvent.StartFailed(stamp, workerId, cause());
            case WORKER_READY -> new WorkerEvent.Ready(stamp, workerId);
            case STARTED -> new TaskEvent.Started(stamp, taskId, workerId);
            case TASK_BLOCKED -> new TaskEvent.Blocked(stamp, taskId, workerId, awaited());
            case TASK_RESUMED -> new TaskEvent.Resumed(stamp, taskId, workerId, awaited());
            case CANCELLED -> new TaskEvent.Cancelled(stamp, taskId, workerId, canceller(), null);
            case COMPLETED -> new TaskEvent.Completed(stamp, taskId, workerId);
            case FAILED -> new TaskEvent.Failed(stamp, taskId, workerId, cause());
            case TASK_LEFT_WORKER -> new TaskEvent.LeftWorker(stamp, taskId, workerId);
            case WORKER_IDLE -> new WorkerEvent.Idle(stamp, workerId);
            case NOT_RECORDED -> new WorkerEvent.NotRecorded(stamp, workerId);
            case WORKER_RETIRING ->
                new WorkerEvent.Retiring(stamp, workerId, RetirementReason.valueOf(value(EventText.REASON)));
            case WORKER_RETIRED ->
                new WorkerEvent.Retired(stamp, workerId, RetirementReason.valueOf(value(EventText.REASON)));
            case STARVED -> new PoolEvent.Starved(stamp, waits());
            case JOIN_ENDED -> new PoolEvent.JoinEnded(stamp, JoinOutcome.valueOf(value("outcome=")));
            case TERMINATED -> new PoolEvent.Terminated(stamp);
        };
    }

    private String rest() {
        return text.substring(at);
    }

    /** The value of a key that stands here, up to the next space. */
    private String value(String key) {
        if (!text.startsWith(key, at)) {
            throw new IllegalArgumentException("expected " + key + " in '" + text + "'");
        }
        int from = at + key.length();
        int space = text.indexOf(' ', from);
        int to = space < 0 ? text.length() : space;
        at = space < 0 ? to : to + 1;
        return text.substring(from, to);
    }

    private long number(String key) {
        return Long.parseLong(value(key));
    }

    private String cause() {
        if (!text.startsWith(EventText.CAUSE, at)) {
            throw new IllegalArgumentException("expected " + EventText.CAUSE + " in '" + text + "'");
        }
        return text.substring(at + EventText.CAUSE.length());
    }

    private Canceller canceller() {
        return switch (rest()) {
            case EventText.BY_SHUTDOWN -> Canceller.SHUTDOWN;
            case EventText.BY_BREAKAGE -> Canceller.BREAKAGE;
            default -> Canceller.FUTURE;
        };
    }

    private @Nullable Awaited awaited() {
        String rest = rest();
        if (rest.startsWith(EventText.ON_LOCK)) {
            return new Awaited.Lock(Long.parseLong(rest.substring(EventText.ON_LOCK.length())));
        }
        return rest.startsWith(EventText.ON_TASK)
                ? new Awaited.Task(Long.parseLong(rest.substring(EventText.ON_TASK.length())))
                : null;
    }

    private List<PoolEvent.Wait> waits() {
        value("waiting=");
        String pairs = value("waits=");
        List<PoolEvent.Wait> waits = new ArrayList<>();
        for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(",", -1)) {
            int colon = Math.max(0, pair.indexOf(':'));
            String task = pair.substring(colon + 1);
            waits.add(new PoolEvent.Wait(Integer.parseInt(pair, 0, colon, 10),
                    task.equals(EventText.ANY) ? 0 : Long.parseLong(task)));
        }
        return waits;
    }

    private @Nullable Duration timeout(String key) {
        String value = value(key);
        if (value.equals(EventText.NEVER)) {
            return null;
        }
        if (!TIME.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no time");
        }
        boolean small = value.endsWith("ms");
        BigDecimal shown = new BigDecimal(value.substring(0, value.length() - (small ? 2 : 1)));
        BigDecimal seconds = small ? shown.movePointLeft(3) : shown;
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Duration.ofSeconds(whole.longValue(), seconds.subtract(whole).movePointRight(9).longValue());
    }
}
