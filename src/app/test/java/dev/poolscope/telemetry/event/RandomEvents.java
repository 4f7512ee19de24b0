package dev.poolscope.telemetry.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;

/** Events of every kind, drawn with dice, with awkward texts. */
final class RandomEvents {

    private static final String AWKWARD = "a,\"\n\r =;\tä€😀'";

    private RandomEvents() {}

    static RunEvent next(Random dice) {
        EventType[] types = EventType.values();
        long stamp = dice.nextInt(4) == 0 ? -dice.nextInt(3) : dice.nextLong(Long.MAX_VALUE);
        long task = dice.nextInt(3);
        int worker = dice.nextInt(3);
        return switch (types[dice.nextInt(types.length)]) {
            case ACTION -> action(stamp, dice);
            case SUBMITTED -> new TaskEvent.Submitted(stamp, task, stream(dice), dice.nextLong());
            case IDLE_TIMEOUT_CHANGED -> new PoolEvent.IdleTimeoutChanged(stamp, timeout(dice), timeout(dice));
            case JOIN_BEGAN -> new PoolEvent.JoinBegan(stamp);
            case SHUTDOWN_BEGAN -> new PoolEvent.ShutdownBegan(stamp);
            case HOOK_FAILED -> new PoolEvent.HookFailed(stamp, worker, any(HookKind.values(), dice), text(dice));
            case BROKEN -> new PoolEvent.Broken(stamp, text(dice));
            case REJECTED -> new PoolEvent.Rejected(stamp, stream(dice), dice.nextInt(3));
            case WORKER_SPAWNED -> new WorkerEvent.Spawned(stamp, worker, any(SpawnReason.values(), dice),
                    dice.nextInt(3), dice.nextInt(3), dice.nextInt(3));
            case WORKER_START_FAILED -> new WorkerEvent.StartFailed(stamp, worker, text(dice));
            case WORKER_READY -> new WorkerEvent.Ready(stamp, worker);
            case STARTED -> new TaskEvent.Started(stamp, task, worker);
            case TASK_BLOCKED -> new TaskEvent.Blocked(stamp, task, worker, awaited(dice));
            case TASK_RESUMED -> new TaskEvent.Resumed(stamp, task, worker, awaited(dice));
            case CANCELLED -> new TaskEvent.Cancelled(stamp, task, worker, any(Canceller.values(), dice), null);
            case COMPLETED -> new TaskEvent.Completed(stamp, task, worker);
            case FAILED -> new TaskEvent.Failed(stamp, task, worker, text(dice));
            case TASK_LEFT_WORKER -> new TaskEvent.LeftWorker(stamp, task, worker);
            case WORKER_IDLE -> new WorkerEvent.Idle(stamp, worker);
            case NOT_RECORDED -> new WorkerEvent.NotRecorded(stamp, worker);
            case WORKER_RETIRING -> new WorkerEvent.Retiring(stamp, worker, any(RetirementReason.values(), dice));
            case WORKER_RETIRED -> new WorkerEvent.Retired(stamp, worker, any(RetirementReason.values(), dice));
            case STARVED -> starved(stamp, dice);
            case JOIN_ENDED -> new PoolEvent.JoinEnded(stamp, any(JoinOutcome.values(), dice));
            case TERMINATED -> new PoolEvent.Terminated(stamp);
        };
    }

    private static RunEvent action(long stamp, Random dice) {
        Answer answer = dice.nextBoolean() ? Answer.PERFORMED : new Answer.Refused(text(dice));
        return switch (dice.nextInt(4)) {
            case 0 -> new PoolEvent.Remark(stamp, text(dice));
            case 1 -> new PoolEvent.ActionPerformed(stamp, new Action.Note(text(dice)), Answer.PERFORMED);
            case 2 -> new PoolEvent.ActionPerformed(stamp, new Action.SpawnWorkers(dice.nextInt(3)), answer);
            default -> new PoolEvent.ActionPerformed(stamp, new Action.Submit(text(dice), dice.nextInt(3)), answer);
        };
    }

    private static RunEvent starved(long stamp, Random dice) {
        List<PoolEvent.Wait> waits = new ArrayList<>();
        for (int wait = dice.nextInt(3); wait > 0; wait--) {
            waits.add(new PoolEvent.Wait(dice.nextInt(20), dice.nextInt(3)));
        }
        return new PoolEvent.Starved(stamp, waits);
    }

    private static <T> T any(T[] values, Random dice) {
        return values[dice.nextInt(values.length)];
    }

    private static @Nullable String stream(Random dice) {
        return dice.nextInt(3) == 0 ? null : text(dice);
    }

    private static @Nullable Awaited awaited(Random dice) {
        return switch (dice.nextInt(3)) {
            case 0 -> null;
            case 1 -> new Awaited.Lock(dice.nextInt(3));
            default -> new Awaited.Task(dice.nextLong(Long.MAX_VALUE));
        };
    }

    private static @Nullable Duration timeout(Random dice) {
        return switch (dice.nextInt(4)) {
            case 0 -> null;
            case 1 -> Duration.ofNanos(dice.nextLong(3_000_000_000L));
            case 2 -> Duration.ofMillis(dice.nextInt(3000));
            default -> Duration.ofSeconds(dice.nextLong(1L << 50), dice.nextInt(1_000_000_000));
        };
    }

    private static String text(Random dice) {
        StringBuilder text = new StringBuilder();
        for (int length = dice.nextInt(12); length > 0; length--) {
            text.append(AWKWARD.charAt(dice.nextInt(AWKWARD.length())));
        }
        return text.toString();
    }
}
