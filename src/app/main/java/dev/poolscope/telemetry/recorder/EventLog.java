package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.Marks;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;

/**
 * The events of a run in order, as many as there is room for. When it is full, tasks leave it, each with
 * all of its events, and are counted: what is left tells the whole story of every task in it. Tasks that were cancelled before
 * they started go first, so that a shutdown that cancels many leaves those that ran; then the oldest finished ones. So do workers that are gone,
 * once workers take up half of the room, or nothing else is left to go. Marks of the pool stay unless they alone are too
 * many.
 *
 * <p>If there is no room although nothing is finished, the tasks that have waited longest leave it too, for ever.
 *
 * <p>That a worker is idle leaves it with the tasks of the same time. Of a worker that stays, the first event that leaves
 * the log makes room for the remark that something is not recorded; so nothing that is left looks as if it went on
 * meanwhile. Slots are given in the order of workers, so that a log without its first workers may show the others in other
 * lanes.
 */
public final class EventLog {

    /** Room is made for one part in so many at a time: what the screen shows waits meanwhile. */
    private static final int PART = 32;
    /** So many stragglers at once are put into their places one by one. */
    private static final int FEW = 16;

    private final int limit;
    private final List<RunEvent> events = new ArrayList<>();
    private final EventCounts leftOut = new EventCounts();
    // How many there are of two kinds, so that a million events are not looked through for what may not be there.
    private int ofLives;
    private int unstarted;
    private long unkept;
    private long latestUnkept = Timeline.UNKNOWN;
    /** Tasks up to this number are not kept, whatever is still to come of them, but for those in {@link #spared}. */
    private long givenUp;
    private final Set<Long> spared = new HashSet<>();
    /** The workers whose last event did not get into the log, as a remark says. */
    private final Set<Integer> remarked = new HashSet<>();

    public EventLog(int limit) {
        this.limit = limit;
    }

    public void add(RunEvent event) {
        if (isGivenUp(event) || isLeftBehind(event)) {
            leaveOut(event);
            if (isOfSomeWorker(event) && remarked.add(event.workerId())) {
                insert(remarkOf(event));
            }
            return;
        }
        insert(event);
        if (!remarked.isEmpty() && !isRemark(event)) {
            remarked.remove(event.workerId());
        }
        if (events.size() > limit) {
            makeRoom(limit - limit / PART);
        }
    }

    /**
     * Adds what came at once. Where a collector gets too little of a processor, much of that may be from before what is in the log already: that
     * is merged with it, so that the time it takes does not grow with the product of both.
     *
     * @param some in order
     */
    void addAll(List<RunEvent> some) {
        int late = events.isEmpty()
                ? 0
                : Sorted.count(some.size(), at -> some.get(at).compareTo(events.getLast()) < 0);
        if (late <= FEW) {
            some.forEach(this::add);
        } else {
            merge(some.subList(0, late));
            some.subList(late, some.size()).forEach(this::add);
        }
    }

    private void merge(List<RunEvent> late) {
        Set<Long> here = latestUnkept > 0 ? tasks() : new HashSet<>();
        List<RunEvent> tail = events.subList(placeOf(late.getFirst()), events.size());
        List<RunEvent> later = List.copyOf(tail);
        tail.clear();
        List<RunEvent> remarks = new ArrayList<>();
        int next = 0;
        for (RunEvent event : late) {
            if (isGivenUp(event) || (isFromBefore(event) && !here.contains(event.taskId()))) {
                leaveOut(event);
                if (isOfSomeWorker(event) && remarked.add(event.workerId())) {
                    remarks.add(remarkOf(event));
                }
                continue;
            }
            while (next < later.size() && later.get(next).compareTo(event) <= 0) {
                events.add(later.get(next++));
            }
            events.add(event);
            here.add(event.taskId());
            count(event, 1);
            if (!isRemark(event)) {
                remarked.remove(event.workerId());
            }
        }
        events.addAll(later.subList(next, later.size()));
        remarks.forEach(this::insert);
        if (events.size() > limit) {
            makeRoom(limit - limit / PART);
        }
    }

    private Set<Long> tasks() {
        Set<Long> tasks = new HashSet<>();
        events.forEach(event -> tasks.add(event.taskId()));
        return tasks;
    }

    private void insert(RunEvent event) {
        int end = events.size();
        boolean isLast = end == 0 || events.get(end - 1).compareTo(event) <= 0;
        events.add(isLast ? end : placeOf(event), event);
        count(event, 1);
    }

    private int placeOf(RunEvent event) {
        return Sorted.count(events.size(), at -> events.get(at).compareTo(event) <= 0);
    }

    private void count(RunEvent event, int change) {
        ofLives += isOfLife(event) ? change : 0;
        unstarted += isUnstarted(event) ? change : 0;
    }

    /** Whether it tells of the life of a worker, and not of what it does. */
    private static boolean isOfLife(RunEvent event) {
        return event instanceof WorkerEvent && !(event instanceof WorkerEvent.Idle) && !isRemark(event);
    }

    /** Whether a task was cancelled before it started. */
    private static boolean isUnstarted(RunEvent event) {
        return event instanceof TaskEvent.Cancelled cancelled && cancelled.workerId() == 0;
    }

    private static boolean isOfSomeWorker(RunEvent event) {
        return !(event instanceof PoolEvent) && event.workerId() != 0;
    }

    private static boolean isRemark(RunEvent event) {
        return event instanceof WorkerEvent.NotRecorded;
    }

    private static RunEvent remarkOf(RunEvent first) {
        return new WorkerEvent.NotRecorded(first.nanos(), first.turn(), first.workerId());
    }

    /** What is in it now; of tasks under way, stragglers may be missing. */
    List<RunEvent> snapshot() {
        return List.copyOf(events);
    }

    /**
     * Removes tasks of which a step has not come, because it was lost. To be called at the end: until then it may come yet.
     */
    public void removeTorn() {
        Map<Long, TaskTrace> lives = new HashMap<>();
        boolean over = false;
        for (RunEvent event : events) {
            over |= event instanceof PoolEvent.Terminated;
            if (event instanceof TaskEvent step) {
                lives.computeIfAbsent(step.taskId(), TaskTrace::new).apply(step);
            }
        }
        boolean allHaveEnded = over;
        lives.values().removeIf(task -> task.isWhole()
                || (!allHaveEnded && task.submittedNanos() != Timeline.UNKNOWN && !task.status().isDone()));
        removeFrom(events, event -> event instanceof TaskEvent && lives.containsKey(event.taskId()));
    }

    /** What is in it at the end, when nothing more comes. */
    public List<RunEvent> close() {
        if (unkept > 0) {
            removeRests();
        }
        return snapshot();
    }

    public long unkept() {
        return unkept;
    }

    /** What was left out, by what it was. */
    EventCounts leftOut() {
        return leftOut;
    }

    /** Whether tasks were left out that may still go on. */
    boolean hasGivenUp() {
        return givenUp > 0;
    }

    /** After this stamp nothing is missing. */
    public long latestUnkeptNanos() {
        return latestUnkept;
    }

    private boolean isGivenUp(RunEvent event) {
        return givenUp > 0 && event.taskId() != 0 && event.taskId() <= givenUp && !spared.contains(event.taskId());
    }

    /** A straggler from a time that has left the log, of a task that is not in it. */
    private boolean isLeftBehind(RunEvent event) {
        return isFromBefore(event) && events.stream().noneMatch(other -> other.taskId() == event.taskId());
    }

    private boolean isFromBefore(RunEvent event) {
        return latestUnkept > 0 && event.nanos() < latestUnkept && event instanceof TaskEvent;
    }

    private void leaveOut(RunEvent event) {
        if (isRemark(event)) {
            return;
        }
        unkept++;
        leftOut.add(event);
        latestUnkept = Math.max(latestUnkept, event.nanos());
    }

    private void makeRoom(int target) {
        boolean crowded = ofLives > limit / 2;
        if (unstarted > 0) {
            removeUnstarted(target);
        }
        removeFinished(target, crowded);
        if (!crowded) {
            removeFinished(target, true);
        }
        if (events.size() > target) {
            giveUpPending(events.size() - target);
        }
        if (events.size() > target) {
            // Nothing but marks and what is under way: bounded is bounded.
            List<RunEvent> oldestMarks = events.stream().filter(event -> Marks.isMark(event.type()))
                    .limit(events.size() - target).toList();
            removeFrom(events, Set.copyOf(oldestMarks)::contains);
        }
    }

    /** Removes tasks that were cancelled before they started, from old to new, until there is room. */
    private void removeUnstarted(int target) {
        Set<Long> tasks = new HashSet<>();
        // Each has a submission and a cancellation; of one without the former, one place less is gained.
        int most = (events.size() - target + 1) / 2;
        for (RunEvent event : events) {
            if (tasks.size() == most) {
                break;
            }
            if (isUnstarted(event)) {
                tasks.add(event.taskId());
            }
        }
        if (!tasks.isEmpty()) {
            removeFrom(events, event -> event instanceof TaskEvent it && tasks.contains(it.taskId()));
        }
    }

    /** Goes through the log, from old to new, until there is room. */
    private void removeFinished(int target, boolean workersToo) {
        boolean more = events.size() > target;
        while (more) {
            int before = events.size();
            // Remarks that take the place of events may make it a little less than what is asked for.
            int span = finishedSpan(Math.max(before - target, limit / PART / 2), workersToo);
            removeFinishedWithin(span, workersToo);
            more = events.size() > target && events.size() < before && span < before;
        }
    }

    /** Among how many of the oldest events so many are of finished tasks (and workers), as far as there are so many. */
    private int finishedSpan(int wanted, boolean workersToo) {
        Map<Long, Integer> ofTasks = new HashMap<>();
        Map<Integer, Integer> ofWorkers = new HashMap<>();
        int found = 0;
        int span = 0;
        while (found < wanted && span < events.size()) {
            RunEvent event = events.get(span++);
            if (event instanceof TaskEvent) {
                int seen = ofTasks.merge(event.taskId(), 1, Integer::sum);
                found += isLastOfTask(event) ? seen : 0;
            } else if (event instanceof PoolEvent.Rejected || event instanceof WorkerEvent.Idle) {
                found++;
            } else if (workersToo && event instanceof WorkerEvent && !isRemark(event)) {
                int seen = ofWorkers.merge(event.workerId(), 1, Integer::sum);
                found += event instanceof WorkerEvent.Retired ? seen : event instanceof WorkerEvent.StartFailed ? 1 : 0;
            }
        }
        return span;
    }

    /** Removes the tasks (and workers) whose last event is among the first so many. */
    private void removeFinishedWithin(int span, boolean workersToo) {
        List<RunEvent> oldest = events.subList(0, span);
        Set<Long> tasks = new HashSet<>();
        Set<Integer> workers = new HashSet<>();
        for (RunEvent event : oldest) {
            if (isLastOfTask(event)) {
                tasks.add(event.taskId());
            } else if (workersToo && event instanceof WorkerEvent.Retired retired) {
                workers.add(retired.workerId());
            }
        }
        Set<Integer> gone = goneWithAllOfTheirs(workers, tasks);
        removeFrom(oldest, gone, event -> switch (event) {
            case PoolEvent.Rejected _,WorkerEvent.Idle _ -> true;
            case WorkerEvent.StartFailed _ -> workersToo;
            case TaskEvent it -> tasks.contains(it.taskId());
            case WorkerEvent.NotRecorded it -> gone.contains(it.workerId());
            case WorkerEvent it -> workers.contains(it.workerId());
            case PoolEvent _ -> false;
        });
    }

    /**
     * The workers of which nothing is left: not so one that had a task whose end was lost. That task stays, and without a remark it would look as if the
     * worker still had it in hand.
     */
    private Set<Integer> goneWithAllOfTheirs(Set<Integer> workers, Set<Long> tasks) {
        Set<Integer> gone = new HashSet<>(workers);
        if (!workers.isEmpty()) {
            for (RunEvent event : events) {
                if (event instanceof TaskEvent && !tasks.contains(event.taskId())) {
                    gone.remove(event.workerId());
                }
            }
        }
        return gone;
    }

    private static boolean isLastOfTask(RunEvent event) {
        return switch (event) {
            case TaskEvent.Completed _,TaskEvent.Failed _,TaskEvent.LeftWorker _ -> true;
            case TaskEvent.Cancelled it -> it.workerId() == 0;
            case TaskEvent _,WorkerEvent _,PoolEvent _ -> false;
        };
    }

    private void giveUpPending(int howMany) {
        Set<Long> started = new HashSet<>();
        for (RunEvent event : events) {
            if (event instanceof TaskEvent.Started) {
                started.add(event.taskId());
            }
        }
        List<Long> waiting = events.stream().filter(TaskEvent.Submitted.class::isInstance)
                .map(RunEvent::taskId).filter(task -> !started.contains(task)).sorted().toList();
        if (!waiting.isEmpty()) {
            givenUp = waiting.get(Math.min(howMany, waiting.size()) - 1);
            spared.clear();
            spared.addAll(started);
            removeFrom(events, this::isGivenUp);
        }
    }

    /** Removes the later steps of tasks whose submission was left behind. */
    private void removeRests() {
        Set<Long> submitted = new HashSet<>();
        for (RunEvent event : events) {
            if (event instanceof TaskEvent.Submitted) {
                submitted.add(event.taskId());
            }
        }
        removeFrom(events, event -> event instanceof TaskEvent && !submitted.contains(event.taskId()));
    }

    private void removeFrom(List<RunEvent> some, Predicate<RunEvent> choice) {
        removeFrom(some, Set.of(), choice);
    }

    /**
     * Removes events; those of workers that go with all of theirs leave no remark.
     *
     * @param some those at the beginning of the log, or all of it
     */
    private void removeFrom(List<RunEvent> some, Set<Integer> gone, Predicate<RunEvent> choice) {
        List<RunEvent> kept = new ArrayList<>(some.size());
        // The workers of which nothing is kept so far after a remark, and the last remark that was there since and says no more than that one.
        Set<Integer> remarks = new HashSet<>();
        Map<Integer, RunEvent> repeated = new HashMap<>();
        boolean sorted = true;
        for (RunEvent event : some) {
            int worker = event.workerId();
            RunEvent stays = event;
            if (choice.test(event)) {
                leaveOut(event);
                count(event, -1);
                if (!isOfSomeWorker(event) || isRemark(event) || gone.contains(worker)) {
                    continue;
                }
                stays = remarkOf(event);
            }
            if (isRemark(stays)) {
                if (!remarks.add(worker)) {
                    if (isRemark(event)) {
                        repeated.put(worker, event);
                    }
                    continue;
                }
            } else if (remarks.remove(worker)) {
                RunEvent last = repeated.remove(worker);
                if (stays instanceof WorkerEvent.Retiring && last != null && last.nanos() == stays.nanos()) {
                    // It says more all the same: that the worker may have been gone at once.
                    kept.add(last);
                }
            }
            sorted &= kept.isEmpty() || kept.getLast().compareTo(stays) <= 0;
            kept.add(stays);
        }
        for (int at = 0; at < kept.size(); at++) {
            some.set(at, kept.get(at));
        }
        int end = kept.size();
        some.subList(end, some.size()).clear();
        if (!sorted || (end > 0 && end < events.size() && events.get(end - 1).compareTo(events.get(end)) > 0)) {
            // A remark comes after what else its worker did at that time.
            events.sort(null);
        }
    }
}
