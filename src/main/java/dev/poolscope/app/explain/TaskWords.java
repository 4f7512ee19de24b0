package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.app.chart.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.TaskClause;
import dev.poolscope.telemetry.TaskStory;
import dev.poolscope.telemetry.Timeline;
import org.jspecify.annotations.Nullable;

/** Puts the story of a task into words. */
final class TaskWords {
    /** Less is what machines need anyway, and worth no words. */
    private static final long WORTH_TELLING = 100_000;

    private final Sentences words;
    private @Nullable String waited;
    private @Nullable String ran;

    private TaskWords(Texts texts) {
        words = new Sentences(texts);
    }

    static List<List<StoryPart>> of(TaskStory story, Texts texts) {
        TaskWords teller = new TaskWords(texts);
        story.clauses().forEach(teller::tell);
        if (!story.isWhole()) {
            teller.words.say("story.notWhole");
        }
        return teller.words.said();
    }

    private void tell(TaskClause clause) {
        switch (clause) {
            case TaskClause.Submitted it -> {
                long late = it.nanos() - it.due();
                if (late < WORTH_TELLING) {
                    words.say("story.submitted", words.moment(it.nanos()));
                } else {
                    words.say("story.submittedLate", words.moment(it.nanos()), TimeText.duration(late));
                }
            }
            case TaskClause.Waited it -> waited = words.text(it.goesOn() ? "story.waits" : "story.waited",
                    TimeText.duration(it.to() - it.from()));
            case TaskClause.Behind it -> words.say(it.tasks().size() == 1 ? "story.behindOne" : "story.behind",
                    words.list(it.tasks(), words::task), it.tasks().size());
            case TaskClause.Found it -> words.say("story.because", String.valueOf(waited), found(it));
            case TaskClause.Started it -> started(it);
            case TaskClause.WorkerCame it -> words.say("story.workerCame", words.worker(it.workerId()),
                    words.moment(it.spawned()), TimeText.duration(it.ready() - it.spawned()));
            case TaskClause.Ran it -> {
                ran = TimeText.duration(it.to() - it.from());
                if (it.goesOn()) {
                    words.say("story.runs", ran);
                }
            }
            case TaskClause.Completed it -> words.say("story.completed", String.valueOf(ran), words.moment(it.nanos()));
            case TaskClause.Failed it -> words.say("story.failed", String.valueOf(ran), words.moment(it.nanos()),
                    Sentences.plain(it.cause()));
            case TaskClause.Cancelled it -> cancelled(it);
            case TaskClause.Left it -> words.say(it.goesOn() ? "story.leaves" : "story.left",
                    TimeText.duration(it.nanos() - it.cancelled()));
            case TaskClause.CalledBack it -> {
                if (it.goesOn() || it.to() - it.from() >= WORTH_TELLING) {
                    words.say(it.goesOn() ? "story.callsBack" : "story.calledBack", words.worker(it.workerId()),
                            TimeText.duration(it.to() - it.from()));
                }
            }
        }
    }

    private String found(TaskClause.Found found) {
        List<String> causes = new ArrayList<>();
        int busy = found.busy().size();
        if (busy > 0) {
            String tasks = words.list(found.busy(), hand -> words.task(hand.taskId()));
            if (busy < found.slots()) {
                causes.add(words.text(busy == 1 ? "story.oneBusy" : "story.someBusy", tasks, busy, found.slots()));
            } else {
                causes.add(switch (busy) {
                    case 1 -> words.text("story.onlyBusy", tasks);
                    case 2 -> words.text("story.bothBusy", tasks);
                    default -> words.text("story.allBusy", tasks, busy);
                });
            }
        }
        add(causes, found.starting(), "story.oneStarting", "story.someStarting");
        add(causes, found.finalizing(), "story.oneFinalizing", "story.someFinalizing");
        add(causes, found.idle(), "story.oneIdle", "story.someIdle");
        return causes.isEmpty() ? words.text("story.noWorker") : String.join("; ", causes);
    }

    private void add(List<String> causes, List<Integer> workers, String one, String some) {
        if (!workers.isEmpty()) {
            causes.add(words.text(workers.size() == 1 ? one : some, words.list(workers, words::worker)));
        }
    }

    private void started(TaskClause.Started it) {
        String at = words.moment(it.nanos());
        String worker = words.worker(it.workerId());
        long gap = it.since() == Timeline.UNKNOWN ? 0 : it.nanos() - it.since();
        switch (it.occasion()) {
            case AFTER_TASK -> {
                if (gap < WORTH_TELLING) {
                    words.say("story.startedAfter", at, words.task(it.taskBefore()), worker);
                } else {
                    words.say("story.startedLater", at, words.task(it.taskBefore()), worker, TimeText.duration(gap));
                }
            }
            case NEW_WORKER -> words.say("story.startedNew", at, worker);
            case IDLE_WORKER -> words.say("story.startedIdle", at, worker, TimeText.duration(gap));
            case UNKNOWN -> words.say("story.started", at, worker);
        }
    }

    private void cancelled(TaskClause.Cancelled it) {
        var cause = it.cause();
        String by = switch (it.by()) {
            case FUTURE -> words.text("story.byFuture");
            case SHUTDOWN -> cause == null
                    ? words.text("story.byPool")
                    : words.text("story.byShutdown", words.moment(cause.nanos()));
            case BREAKAGE -> cause == null
                    ? words.text("story.byPool")
                    : words.text("story.byBreakage", words.moment(cause.nanos()),
                            Sentences.plain(cause.value("cause")));
        };
        if (it.inQueue()) {
            words.say("story.cancelledQueued", words.moment(it.nanos()), by);
        } else {
            words.say("story.cancelledRunning", words.moment(it.nanos()), by, String.valueOf(ran));
        }
    }
}
