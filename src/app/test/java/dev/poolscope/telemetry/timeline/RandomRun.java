package dev.poolscope.telemetry.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Plays a pool with dice, seeded: what it does is what a pool might do, at times that often coincide, and what it writes down
 * are the events.
 */
public final class RandomRun {

    private enum Doing {
        START, READY, IDLE, RUN, BLOCK, LEAVE, CALL_BACK, FINALIZE
    }

    private static final class Player {
        Doing doing = Doing.START;
        long task;
        boolean forLock;
        /** Its initializer threw, and it is not gone yet. */
        boolean failed;
        RetirementReason reason = RetirementReason.IDLE_TIMEOUT;
    }

    private final Random dice;
    private final int slots;
    private final List<RunEvent> events = new ArrayList<>();
    private final Deque<Long> queue = new ArrayDeque<>();
    private final TreeMap<Integer, Player> workers = new TreeMap<>();
    private long now;
    private long lastTask;
    private int lastWorker;
    /** The task that has the lock, or had it last. */
    private long holder;
    private boolean closed;
    private boolean broken;
    private final boolean mayBreak;

    private RandomRun(long seed, int slots, int steps) {
        this.dice = new Random(seed);
        this.slots = slots;
        // A pool that breaks does nothing any more: a long run is to be long.
        this.mayBreak = steps < 1000;
    }

    /** A run that was shut down and is over. */
    public static List<RunEvent> whole(long seed, int slots, int steps) {
        RandomRun run = new RandomRun(seed, slots, steps);
        for (int i = 0; i < steps; i++) {
            run.step();
        }
        run.shutDown();
        while (!run.workers.isEmpty()) {
            run.step();
        }
        run.tell(EventType.TERMINATED, 0, 0, "");
        return run.sorted();
    }

    /** A run that is still going on. */
    public static List<RunEvent> unfinished(long seed, int slots, int steps) {
        RandomRun run = new RandomRun(seed, slots, steps);
        for (int i = 0; i < steps; i++) {
            run.step();
        }
        return run.sorted();
    }

    private List<RunEvent> sorted() {
        return events.stream().sorted().toList();
    }

    private void tell(EventType type, long task, int worker, String detail) {
        String stream = type == EventType.SUBMITTED || type == EventType.REJECTED
                ? List.of("web", "night, \"ly\"", "x").get(dice.nextInt(3))
                : null;
        events.add(EventTextReader.event(now, type, task, stream, worker, detail));
    }

    private void step() {
        now += dice.nextInt(3) == 0 ? 0 : dice.nextInt(10);
        switch (dice.nextInt(24)) {
            case 0, 1, 2, 3 -> {
                for (int burst = dice.nextInt(12) == 0 ? 1 + dice.nextInt(9) : 1; burst > 0; burst--) {
                    submit();
                }
            }
            case 4 -> cancelPending();
            case 5 -> cancelRunning();
            case 6 -> mark();
            case 7 -> {
                if (mayBreak && dice.nextInt(60) == 0 && !closed && !broken) {
                    breakDown();
                }
            }
            default -> {
                if (!workers.isEmpty()) {
                    Integer worker = new ArrayList<>(workers.keySet()).get(dice.nextInt(workers.size()));
                    move(worker, workers.get(worker));
                }
            }
        }
    }

    private void submit() {
        if (closed || broken) {
            tell(EventType.REJECTED, 0, 0, "due=" + (now - dice.nextInt(3)));
            return;
        }
        queue.add(++lastTask);
        tell(EventType.SUBMITTED, lastTask, 0, "due=" + (now - dice.nextInt(3)));
        spawnIfNeeded("SUBMISSION");
    }

    private void spawnIfNeeded(String reason) {
        int free = (int) workers.values().stream().filter(w -> w.doing.compareTo(Doing.IDLE) <= 0).count();
        if (queue.size() > free && workers.size() < slots) {
            if (dice.nextInt(12) == 0) {
                tell(EventType.WORKER_START_FAILED, 0, ++lastWorker, "cause=no memory");
                return;
            }
            tell(EventType.WORKER_SPAWNED, 0, ++lastWorker,
                    "reason=" + reason + " pending=" + queue.size() + " free=" + free + " alive=" + workers.size());
            workers.put(lastWorker, new Player());
        }
    }

    private void cancelPending() {
        if (!queue.isEmpty()) {
            Long task = new ArrayList<>(queue).get(dice.nextInt(queue.size()));
            queue.remove(task);
            tell(EventType.CANCELLED, task, 0, "");
        }
    }

    private void cancelRunning() {
        workers.forEach((id, worker) -> {
            if ((worker.doing == Doing.RUN || worker.doing == Doing.BLOCK) && dice.nextInt(3) == 0) {
                worker.doing = Doing.LEAVE;
                tell(EventType.CANCELLED, worker.task, id, "");
            }
        });
    }

    private void mark() {
        switch (dice.nextInt(6)) {
            case 0 -> tell(EventType.ACTION, 0, 0, "note: \"look\",\nhere\r\n due=7");
            case 1 -> tell(EventType.IDLE_TIMEOUT_CHANGED, 0, 0, "before=2s after=never");
            case 2 -> starve();
            case 3 -> tell(EventType.WORKER_START_FAILED, 0, ++lastWorker, "cause=no, not \"again\"");
            case 4 -> tell(EventType.JOIN_BEGAN, 0, 0, "");
            default -> {
                if (events.stream().filter(e -> e.type() == EventType.JOIN_BEGAN).count() > events.stream()
                        .filter(e -> e.type() == EventType.JOIN_ENDED).count()) {
                    tell(EventType.JOIN_ENDED, 0, 0, "outcome=ABANDONED");
                }
            }
        }
    }

    private void starve() {
        now++;
        List<String> waits = new ArrayList<>();
        workers.forEach((id, worker) -> {
            if (worker.doing == Doing.BLOCK) {
                waits.add(id + ":"
                        + (dice.nextInt(3) == 0 ? "any" : Long.toString(1 + dice.nextInt((int) lastTask))));
            }
        });
        tell(EventType.STARVED, 0, 0, "waiting=" + waits.size() + " waits=" + String.join(",", waits));
        now++;
    }

    private void breakDown() {
        broken = true;
        now++;
        if (!workers.isEmpty()) {
            tell(EventType.HOOK_FAILED, 0, workers.firstKey(), "hook=FINALIZER cause=java.lang.Error: by=SHUTDOWN");
        }
        tell(EventType.BROKEN, 0, 0, "cause=it");
        dropQueue("by=BROKEN");
    }

    private void shutDown() {
        closed = true;
        // A task taken in the very instant would stand after those that are cancelled, as if it had been in the queue still.
        now++;
        tell(EventType.SHUTDOWN_BEGAN, 0, 0, "");
        dropQueue("by=SHUTDOWN");
    }

    private void dropQueue(String why) {
        for (Long task = queue.poll(); task != null; task = queue.poll()) {
            tell(EventType.CANCELLED, task, 0, why);
        }
    }

    private void move(Integer id, @Nullable Player worker) {
        if (worker == null) {
            return;
        }
        switch (worker.doing) {
            case START -> {
                if (worker.failed) {
                    retire(id, worker, RetirementReason.BROKEN);
                } else if (dice.nextInt(20) == 0) {
                    tell(EventType.HOOK_FAILED, 0, id, "hook=INITIALIZER cause=no licence");
                    worker.failed = true;
                } else {
                    tell(EventType.WORKER_READY, 0, id, "");
                    worker.doing = Doing.READY;
                    if (dice.nextBoolean()) {
                        proceed(id, worker);
                    }
                }
            }
            case READY -> proceed(id, worker);
            case IDLE -> {
                if (!queue.isEmpty()) {
                    take(id, worker);
                } else if (closed || broken || dice.nextInt(8) == 0) {
                    retire(id, worker, RetirementReason.IDLE_TIMEOUT);
                }
            }
            case BLOCK -> goOn(id, worker);
            case RUN -> {
                if (dice.nextInt(4) == 0) {
                    block(id, worker);
                    return;
                }
                boolean fails = dice.nextInt(10) == 0;
                tell(fails ? EventType.FAILED : EventType.COMPLETED, worker.task, id, fails ? "cause=a=b c, d" : "");
                end(id, worker);
            }
            case LEAVE -> {
                tell(EventType.TASK_LEFT_WORKER, worker.task, id, "");
                end(id, worker);
            }
            case CALL_BACK -> proceed(id, worker);
            case FINALIZE -> {
                tell(EventType.WORKER_RETIRED, 0, id, "reason=" + worker.reason);
                workers.remove(id);
                spawnIfNeeded("RETIREMENT");
            }
        }
    }

    /** It waits for the lock, if another has it, or for a task. */
    private void block(Integer id, Player worker) {
        worker.forLock = dice.nextBoolean();
        if (worker.forLock && holder == 0) {
            holder = worker.task;
            return;
        }
        worker.doing = Doing.BLOCK;
        // Where two things happen in one instant, stamps cannot tell which came first.
        now++;
        tell(EventType.TASK_BLOCKED, worker.task, id, worker.forLock
                ? "on=lock holder=" + holder
                : "on=task task=" + (lastTask == 0 ? 1 : 1 + dice.nextInt((int) lastTask)));
        now++;
    }

    private void goOn(Integer id, Player worker) {
        now++;
        if (worker.forLock) {
            boolean gets = dice.nextInt(4) > 0;
            tell(EventType.TASK_RESUMED, worker.task, id, gets ? "on=lock holder=" + holder : "");
            holder = gets ? worker.task : holder;
            worker.doing = Doing.RUN;
        } else if (dice.nextInt(3) == 0) {
            tell(EventType.TASK_BLOCKED, worker.task, id, "on=task task=" + (1 + dice.nextInt((int) lastTask)));
        } else {
            tell(EventType.TASK_RESUMED, worker.task, id, "");
            worker.doing = Doing.RUN;
        }
        now++;
    }

    private void end(Integer id, Player worker) {
        if (dice.nextInt(4) == 0) {
            worker.doing = Doing.CALL_BACK;
        } else {
            proceed(id, worker);
        }
    }

    private void proceed(Integer id, Player worker) {
        if (broken) {
            retire(id, worker, RetirementReason.BROKEN);
        } else if (closed && queue.isEmpty()) {
            retire(id, worker, RetirementReason.SHUTDOWN);
        } else if (worker.doing != Doing.READY && dice.nextInt(12) == 0) {
            retire(id, worker, RetirementReason.MAX_TASKS);
        } else if (queue.isEmpty()) {
            worker.doing = Doing.IDLE;
            tell(EventType.WORKER_IDLE, 0, id, "");
        } else {
            take(id, worker);
        }
    }

    private void take(Integer id, Player worker) {
        worker.task = queue.remove();
        worker.doing = Doing.RUN;
        tell(EventType.STARTED, worker.task, id, "");
    }

    private void retire(Integer id, Player worker, RetirementReason reason) {
        worker.doing = Doing.FINALIZE;
        worker.reason = reason;
        tell(EventType.WORKER_RETIRING, 0, id, "reason=" + reason);
    }
}
