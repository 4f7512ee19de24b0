package dev.poolscope.telemetry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The events of a run in order, as many as there is room for. When it is full, the oldest finished tasks and the workers
 * that are gone leave it, each with all of its events, and are counted: what is left tells the whole story of every task
 * and worker in it. Marks of the pool stay.
 *
 * <p>If there is no room although nothing is finished, tasks that were never started leave it too, for ever.
 */
final class EventLog {

    private final int limit;
    private final List<RunEvent> events = new ArrayList<>();
    private long unkept;
    private long latestUnkept = Timeline.UNKNOWN;
    /** Tasks up to this number are not kept, whatever is still to come of them, but for those in {@link #spared}. */
    private long givenUp;
    private final Set<Long> spared = new HashSet<>();

    EventLog(int limit) {
        this.limit = limit;
    }

    void add(RunEvent event) {
        if (event.taskId() != 0 && event.taskId() <= givenUp && !spared.contains(event.taskId())) {
            leaveOut(event);
            return;
        }
        int at = events.size();
        while (at > 0 && events.get(at - 1).compareTo(event) > 0) {
            at--;
        }
        events.add(at, event);
        if (events.size() > limit) {
            makeRoom(limit - limit / 8);
        }
    }

    List<RunEvent> snapshot() {
        return List.copyOf(events);
    }

    long unkept() {
        return unkept;
    }

    /** After this stamp nothing is missing. */
    long latestUnkeptNanos() {
        return latestUnkept;
    }

    private void leaveOut(RunEvent event) {
        unkept++;
        latestUnkept = Math.max(latestUnkept, event.nanos());
    }

    private void makeRoom(int target) {
        for (int span = events.size() / 4; events.size() > target; span *= 2) {
            removeFinishedWithin(Math.min(span, events.size()));
            if (span >= events.size()) {
                break;
            }
        }
        if (events.size() > target) {
            giveUpPending(events.size() - target);
        }
    }

    private void removeFinishedWithin(int span) {
        Set<Long> tasks = new HashSet<>();
        Set<Integer> workers = new HashSet<>();
        for (RunEvent event : events.subList(0, span)) {
            switch (event.type()) {
                case COMPLETED, FAILED, TASK_LEFT_WORKER -> tasks.add(event.taskId());
                case CANCELLED -> {
                    if (event.workerId() == 0) {
                        tasks.add(event.taskId());
                    }
                }
                case WORKER_RETIRED, WORKER_START_FAILED -> workers.add(event.workerId());
                default -> {
                    // nobody's end
                }
            }
        }
        remove(span, event -> switch (event.type()) {
            // Says only that a worker is free, which it also is if nothing else is known of it.
            case REJECTED, WORKER_IDLE -> true;
            default -> event.type().isOfTask()
                    ? tasks.contains(event.taskId())
                    : event.type().isOfWorker() && workers.contains(event.workerId());
        });
    }

    private void giveUpPending(int howMany) {
        Set<Long> started = new HashSet<>();
        List<Long> pending = new ArrayList<>();
        for (RunEvent event : events) {
            if (event.type() == EventType.STARTED) {
                started.add(event.taskId());
            }
        }
        for (RunEvent event : events) {
            if (event.type() == EventType.SUBMITTED && !started.contains(event.taskId())) {
                pending.add(event.taskId());
            }
        }
        if (pending.isEmpty()) {
            return;
        }
        givenUp = pending.get(Math.min(howMany, pending.size()) - 1);
        spared.clear();
        spared.addAll(started);
        remove(events.size(), event -> event.taskId() != 0 && event.taskId() <= givenUp
                && !spared.contains(event.taskId()));
    }

    private interface Choice {
        boolean isToGo(RunEvent event);
    }

    private void remove(int span, Choice choice) {
        events.subList(0, span).removeIf(event -> {
            if (!choice.isToGo(event)) {
                return false;
            }
            leaveOut(event);
            return true;
        });
    }
}
