package dev.poolscope.app.explain;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.story.Causes;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.workload.model.Answer;

/** Puts lines of the log into words. */
final class EventPhrases {
    /** Less is no news of an action: on threads none comes to the nanosecond. */
    private static final long LATE_ENOUGH = 1_000_000;

    private final Texts texts;
    private final ToLongFunction<PoolEvent.ActionPerformed> lateness;

    EventPhrases(Texts texts) {
        this(texts, _ -> 0);
    }

    /** Phrases that tell of each action how late it was. */
    EventPhrases(Texts texts, ToLongFunction<PoolEvent.ActionPerformed> lateness) {
        this.texts = texts;
        this.lateness = lateness;
    }

    String type(EventType type) {
        return texts.of("event." + type);
    }

    /** What else there is to say, in words: how late a task was and not when it was due, causes without the classes of this program. */
    String detail(RunEvent event) {
        String facts = switch (event) {
            case PoolEvent it -> ofPool(it);
            case TaskEvent it -> ofTask(it);
            case WorkerEvent it -> ofWorker(it);
        };
        if (event.stamp() >= 0) {
            return facts;
        }
        return texts.of("event.early", TimeText.duration(-event.stamp())) + (facts.isEmpty() ? "" : "; " + facts);
    }

    private String ofPool(PoolEvent event) {
        return switch (event) {
            case PoolEvent.ActionPerformed it -> ofAction(it);
            case PoolEvent.Remark it -> it.text();
            case PoolEvent.Rejected it -> late(it.nanos() - it.dueNanos());
            case PoolEvent.IdleTimeoutChanged it ->
                texts.of("event.timeout", EventText.timeout(it.before()), EventText.timeout(it.after()));
            case PoolEvent.JoinEnded it -> texts.of("event.join." + it.outcome());
            case PoolEvent.HookFailed it -> texts.of("event.hookFailed",
                    texts.of("story." + it.hook().name().toLowerCase(Locale.ROOT)), Causes.plain(it.cause()));
            case PoolEvent.Broken it -> Causes.plain(it.cause());
            case PoolEvent.Starved it -> starved(it.waits());
            case PoolEvent.JoinBegan _,PoolEvent.ShutdownBegan _,PoolEvent.Terminated _ -> "";
        };
    }

    private String ofAction(PoolEvent.ActionPerformed event) {
        String what = event.answer() instanceof Answer.Refused(var reason)
                ? texts.of("event.refused", event.action().words(), reason)
                : event.action().words();
        String late = lateAction(event);
        return late.isEmpty() ? what : what + "; " + late;
    }

    /** How late an action came; empty if it came in time, or if that is not known. */
    String lateAction(PoolEvent.ActionPerformed event) {
        long late = lateness.applyAsLong(event);
        return late < LATE_ENOUGH ? "" : late(late);
    }

    private String starved(List<PoolEvent.Wait> waits) {
        StringJoiner all = new StringJoiner(", ");
        for (PoolEvent.Wait wait : waits) {
            String who = texts.of(all.length() == 0 ? "event.waits" : "event.waitsToo", wait.workerId());
            all.add(who + (wait.taskId() == 0 ? texts.of("event.forAny") : texts.of("event.forTask", wait.taskId())));
        }
        return all.toString();
    }

    private String ofTask(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Submitted it -> late(it.nanos() - it.dueNanos());
            case TaskEvent.Failed it -> Causes.plain(it.cause());
            case TaskEvent.Blocked it -> switch (it.awaited()) {
                case Awaited.Lock(long holder) ->
                    holder == 0 ? texts.of("event.forLock") : texts.of("event.forLockOf", holder);
                case Awaited.Task(long task) -> texts.of("event.forTask", task);
                case null -> texts.of("event.forUnknown");
            };
            case TaskEvent.Resumed it -> switch (it.awaited()) {
                case Awaited.Lock(long holder) ->
                    holder == 0 ? texts.of("event.hasLock") : texts.of("event.hasLockOf", holder);
                case Awaited.Task(long task) -> texts.of("event.taskEnded", task);
                case null -> "";
            };
            case TaskEvent.Cancelled it -> switch (it.by()) {
                case SHUTDOWN -> texts.of("event.byShutdown");
                case BREAKAGE -> texts.of("event.byBreakage");
                case FUTURE -> "";
            };
            case TaskEvent.Started _,TaskEvent.Completed _,TaskEvent.LeftWorker _ -> "";
        };
    }

    private String ofWorker(WorkerEvent event) {
        return switch (event) {
            case WorkerEvent.Spawned it -> texts.of("event.spawned", texts.of("spawned." + it.reason()), it.pending(),
                    it.free(), it.alive());
            case WorkerEvent.StartFailed it -> Causes.plain(it.cause());
            case WorkerEvent.Retiring it -> texts.of("retired." + it.reason());
            case WorkerEvent.Retired it -> texts.of("retired." + it.reason());
            case WorkerEvent.Ready _,WorkerEvent.Idle _,WorkerEvent.NotRecorded _ -> "";
        };
    }

    private String late(long late) {
        return late <= 0 ? texts.of("event.onTime") : texts.of("event.late", TimeText.duration(late));
    }
}
