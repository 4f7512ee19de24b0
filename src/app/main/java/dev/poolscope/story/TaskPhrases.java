package dev.poolscope.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.TaskExplanation;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Puts the story of a task into words. */
public final class TaskPhrases {
    /** Less is what machines need anyway, and worth no words. */
    private static final long WORTH_TELLING = 100_000;

    private static final int MOST_HOLDERS = 6;

    private final Sentences words;
    private final TaskExplanation story;
    private final boolean hasCallbacks;
    private final @Nullable Duration cancelAfter;
    private @Nullable String ran;

    private TaskPhrases(TaskExplanation story, boolean hasCallbacks, @Nullable Duration cancelAfter,
            StoryTexts texts) {
        this.story = story;
        this.hasCallbacks = hasCallbacks;
        this.cancelAfter = cancelAfter;
        words = new Sentences(texts);
    }

    /**
     * Tells it.
     *
     * @param hasCallbacks whether tasks of its stream have callbacks
     * @param cancelAfter so long after its submission the scenario cancels a task of its stream; null if it does not, or that is not known
     */
    public static List<List<StoryPart>> of(TaskExplanation story, boolean hasCallbacks, @Nullable Duration cancelAfter,
            StoryTexts texts) {
        TaskPhrases teller = new TaskPhrases(story, hasCallbacks, cancelAfter, texts);
        story.clauses().forEach(teller::tell);
        if (!story.isWhole()) {
            teller.words.say("story.notWhole");
        }
        return teller.words.said();
    }

    private void tell(TaskCause clause) {
        switch (clause) {
            case TaskCause.Submitted it -> {
                long late = it.nanos() - it.due();
                if (late < WORTH_TELLING) {
                    words.say("story.submitted", words.moment(it.nanos()));
                } else {
                    words.say("story.submittedLate", words.moment(it.nanos()), LegibleTime.duration(late));
                }
            }
            case TaskCause.Waited it -> new WaitPhrases(words).say(it,
                    story.clauses().stream().anyMatch(TaskCause.Started.class::isInstance));
            case TaskCause.EndUnknown it ->
                words.say(it.started() ? "story.endNotRecorded" : "story.startNotRecorded");
            case TaskCause.Behind it -> behind(it);
            case TaskCause.Starved it -> StarvationPhrases.say(it.starvation(), words);
            case TaskCause.Blocked it -> blocked(it);
            case TaskCause.Started it -> started(it);
            case TaskCause.WorkerCame it -> words.say("story.workerCame", words.worker(it.workerId()),
                    words.moment(it.spawned()), LegibleTime.duration(it.ready() - it.spawned()));
            case TaskCause.Ran it -> ran(it);
            case TaskCause.Completed it -> words.say("story.completed", ranFor(), words.moment(it.nanos()));
            case TaskCause.Failed it -> words.say("story.failed", ranFor(), words.moment(it.nanos()),
                    Sentences.end(Causes.plain(it.cause())));
            case TaskCause.Cancelled it -> cancelled(it);
            case TaskCause.Left it when !it.goesOn() && it.nanos() == it.cancelled() -> words.say("story.leftAtOnce");
            case TaskCause.Left it -> words.say(it.goesOn() ? "story.leaves" : "story.left",
                    LegibleTime.duration(it.nanos() - it.cancelled()));
            case TaskCause.LeftCancelled it -> words.say("story.leftCancelled", ranFor(), words.moment(it.nanos()));
            case TaskCause.CalledBack it -> {
                if (it.goesOn() || it.to() - it.from() >= WORTH_TELLING) {
                    String key = hasCallbacks ? "story.calledBack" : "story.notFree";
                    words.say(it.goesOn() ? key + "Yet" : key, words.worker(it.workerId()),
                            LegibleTime.duration(it.to() - it.from()));
                }
            }
        }
    }

    private void behind(TaskCause.Behind it) {
        int count = it.tasks().size();
        words.say(it.isExact()
                ? count == 1 ? "story.behindOne" : "story.behind"
                : count == 1 ? "story.behindAtLeastOne" : "story.behindAtLeast",
                words.list(it.tasks(), words::task), count);
        List<Long> cancelled = story.cancelledAhead();
        if (cancelled.isEmpty()) {
            return;
        }
        if (cancelled.size() == count) {
            words.say(count == 1 ? "story.aheadCancelledOne" : "story.aheadCancelledAll");
        } else {
            words.say(cancelled.size() == 1 ? "story.aheadCancelledOneOf" : "story.aheadCancelledSeveral",
                    words.list(cancelled, words::task));
        }
    }

    /** Also of a task whose start is not recorded. */
    private String ranFor() {
        return ran == null ? words.text("story.ranNotRecorded") : ran;
    }

    private void ran(TaskCause.Ran it) {
        String whole = LegibleTime.duration(it.to() - it.from());
        String running = LegibleTime.duration(it.to() - it.from() - it.blocked() - it.unknown());
        boolean through = it.blocked() == 0 && it.unknown() == 0;
        String blocked = LegibleTime.duration(it.blocked());
        String unknown = LegibleTime.duration(it.unknown());
        if (it.unknown() > 0) {
            ran = words.text("story.ranUnknown", running, blocked, unknown);
        } else {
            ran = through ? whole : words.text("story.ranBlocked", running, blocked);
        }
        if (it.goesOn()) {
            words.say(through ? "story.runs" : "story.runsBlocked", whole, blocked);
        }
    }

    private void blocked(TaskCause.Blocked it) {
        String time = LegibleTime.duration(it.to() - it.from());
        String begin = words.moment(it.from());
        switch (it.awaited()) {
            case Awaited.Lock _ -> words.say(it.goesOn() ? "story.waitsForLock" : "story.waitedForLock", begin, time,
                    holders(it));
            case Awaited.Task(long task) ->
                words.say(it.goesOn() ? "story.waitsForTask" : "story.waitedForTask", begin, time, words.task(task));
            case null -> words.say(it.goesOn() ? "story.waitsForUnknown" : "story.waitedForUnknown", begin, time);
        }
    }

    private String holders(TaskCause.Blocked it) {
        List<Long> holders = it.holders().stream().filter(task -> task != 0).toList();
        if (holders.isEmpty()) {
            return words.text("story.holderUnknown");
        }
        List<String> named = new ArrayList<>(
                holders.subList(0, Math.min(MOST_HOLDERS, holders.size())).stream().map(words::task).toList());
        if (holders.size() > named.size()) {
            named.add(words.text("story.more", holders.size() - named.size()));
        }
        String list = String.join(words.text("story.then"), named);
        return it.holdersKnown() ? list : words.text("story.holdersNotAll", list);
    }

    private void started(TaskCause.Started it) {
        String at = words.moment(it.nanos());
        String worker = words.worker(it.workerId());
        long gap = it.since() == Timeline.UNKNOWN ? 0 : it.nanos() - it.since();
        switch (it.occasion()) {
            case AFTER_TASK -> {
                if (gap < WORTH_TELLING) {
                    words.say("story.startedAfter", at, words.task(it.taskBefore()), worker);
                } else {
                    words.say("story.startedLater", at, words.task(it.taskBefore()), worker, LegibleTime.duration(gap));
                }
            }
            case NEW_WORKER -> {
                if (gap < WORTH_TELLING) {
                    words.say("story.startedNew", at, worker);
                } else {
                    words.say("story.startedNewLater", at, worker, LegibleTime.duration(gap));
                }
            }
            case IDLE_WORKER -> words.say("story.startedIdle", at, worker, LegibleTime.duration(gap));
            case UNKNOWN -> words.say("story.started", at, worker);
        }
    }

    private String canceller(TaskCause.Cancelled it) {
        var cause = it.cause();
        String action = it.action() == null ? "" : it.action().words();
        return switch (it.by()) {
            case FUTURE -> action.isEmpty() ? throughFuture(it.nanos()) : words.text("story.byAction", action);
            case SHUTDOWN -> cause == null
                    ? words.text("story.byPool")
                    : action.isEmpty()
                            ? words.text("story.byShutdown", words.moment(cause.nanos()))
                            : words.text("story.byShutdownAction", words.moment(cause.nanos()), action);
            case BREAKAGE -> cause instanceof PoolEvent.Broken broken
                    ? words.text(action.isEmpty() ? "story.byBreakage" : "story.byBreakageAction",
                            words.moment(broken.nanos()), Sentences.plain(Causes.plain(broken.cause())), action)
                    : words.text("story.byPool");
        };
    }

    private String throughFuture(long cancelled) {
        boolean due = cancelAfter != null && story.clauses().getFirst() instanceof TaskCause.Submitted submitted
                && cancelled - submitted.nanos() >= cancelAfter.toNanos();
        return due ? words.text("story.byCancelAfter", words.timeout(cancelAfter)) : words.text("story.byFuture");
    }

    private void cancelled(TaskCause.Cancelled it) {
        String by = canceller(it);
        if (it.inQueue()) {
            words.say("story.cancelledQueued", words.moment(it.nanos()), by);
        } else {
            words.say("story.cancelledRunning", words.moment(it.nanos()), by, ranFor());
        }
    }
}
