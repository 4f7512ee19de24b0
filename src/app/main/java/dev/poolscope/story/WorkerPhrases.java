package dev.poolscope.story;

import java.time.Duration;
import java.util.List;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerCause;
import dev.poolscope.telemetry.timeline.WorkerExplanation;
import org.jspecify.annotations.Nullable;

/** Puts the story of a worker into words. */
public final class WorkerPhrases {
    private final Sentences words;
    private final String idleTimeout;
    private boolean finalizes;
    /** Whether it has done more than is recorded. */
    private boolean lossy;
    private int done;

    private WorkerPhrases(@Nullable Duration idleTimeout, boolean finalizes, StoryTexts texts) {
        this.words = new Sentences(texts);
        this.finalizes = finalizes;
        this.idleTimeout = words.timeout(idleTimeout);
    }

    /**
     * Tells it.
     *
     * @param idleTimeout that which the pool was made with
     * @param finalizes whether the pool has a finalizer
     */
    public static List<List<StoryPart>> of(WorkerExplanation story, @Nullable Duration idleTimeout, boolean finalizes,
            StoryTexts texts) {
        WorkerPhrases teller = new WorkerPhrases(idleTimeout, finalizes, texts);
        teller.lossy = !story.isWhole()
                || story.clauses().stream().anyMatch(WorkerCause.Unrecorded.class::isInstance);
        story.clauses().forEach(teller::tell);
        if (!story.isWhole()) {
            teller.words.say("story.notWholeWorker");
        }
        return teller.words.said();
    }

    private void tell(WorkerCause clause) {
        switch (clause) {
            case WorkerCause.Spawned it -> spawned(it);
            case WorkerCause.AskedByTask it -> words.say("story.askedByTask", words.task(it.taskId()));
            case WorkerCause.AskedByRetirement it -> words.say("story.askedByWorker", words.worker(it.workerId()));
            case WorkerCause.Ready it when !it.goesOn() && it.nanos() == it.spawned() -> words.say("story.readyAtOnce");
            case WorkerCause.Ready it -> words.say(it.goesOn() ? "story.starts" : "story.ready",
                    LegibleTime.duration(it.nanos() - it.spawned()));
            case WorkerCause.StartFailed it ->
                words.say("story.startFailed", words.moment(it.nanos()), Sentences.end(Causes.plain(it.cause())));
            case WorkerCause.HookFailed it -> {
                boolean atStart = it.event().hook() == HookKind.INITIALIZER;
                // A worker that never became ready has nothing to finalize.
                finalizes &= !atStart;
                words.say("story.hookFailed", words.text(atStart ? "story.initializer" : "story.finalizer"),
                        words.moment(it.event().nanos()), Sentences.end(Causes.plain(it.event().cause())));
            }
            case WorkerCause.Worked it -> worked(it);
            case WorkerCause.Unrecorded it -> {
                if (it.nanos() > 0) {
                    words.say("story.unrecorded", LegibleTime.duration(it.nanos()));
                }
            }
            case WorkerCause.Idled it -> words.say(it.stretches() == 1 ? "story.idledOnce" : "story.idled",
                    LegibleTime.duration(it.total()), words.moment(it.longestFrom()), it.stretches(),
                    LegibleTime.duration(it.longestTo() - it.longestFrom()));
            case WorkerCause.Doing it -> words.say("story.doing." + it.kind(), words.moment(it.since()),
                    it.taskId() == 0 ? "" : words.task(it.taskId()));
            case WorkerCause.Retiring it -> retiring(it);
            case WorkerCause.Retired it -> {
                if (it.retiring() == Timeline.UNKNOWN) {
                    words.say("story.gone", words.moment(it.nanos()));
                } else if (it.nanos() == it.retiring()) {
                    words.say("story.goneAtOnce");
                } else {
                    words.say(finalizes ? "story.goneAfter" : "story.goneLater",
                            LegibleTime.duration(it.nanos() - it.retiring()));
                }
            }
        }
    }

    private void spawned(WorkerCause.Spawned it) {
        String at = words.moment(it.nanos());
        switch (it.reason()) {
            case SUBMISSION ->
                words.say("story.spawnedSubmission", at, it.pending(), it.free(), it.alive(),
                        words.workers(it.slots()));
            case RETIREMENT ->
                words.say("story.spawnedRetirement", at, it.pending(), it.free(), it.alive(),
                        words.workers(it.slots()));
            case REQUEST -> words.say("story.spawnedRequest", at, it.alive(), words.workers(it.slots()));
            case null -> words.say("story.spawned", at);
        }
    }

    private void worked(WorkerCause.Worked it) {
        done = it.tasks();
        String busy = LegibleTime.duration(it.busy());
        if (it.from() == Timeline.UNKNOWN) {
            workedSinceUnknown(it, busy);
            return;
        }
        long life = it.to() - it.from();
        long percent = life <= 0 ? 0 : Math.round(100.0 * it.busy() / life);
        if (lossy) {
            words.say("story.workedAtLeast", words.tasks(it.tasks()), busy, LegibleTime.duration(life));
            return;
        }
        switch (it.tasks()) {
            case 0 -> words.say("story.workedFirst", words.task(it.last()));
            case 1 -> words.say("story.workedOne", words.task(it.first()), busy, LegibleTime.duration(life), percent);
            default -> words.say("story.worked", it.tasks(), words.task(it.first()), words.task(it.last()), busy,
                    LegibleTime.duration(life), percent);
        }
        workedBlocked(it);
    }

    /** Of a life whose beginning is not known there is no share. */
    private void workedSinceUnknown(WorkerCause.Worked it, String busy) {
        if (lossy) {
            words.say("story.busyAtLeast", words.tasks(it.tasks()), busy);
            return;
        }
        switch (it.tasks()) {
            case 0 -> words.say("story.workedFirst", words.task(it.last()));
            case 1 -> words.say("story.busyOne", words.task(it.first()), busy);
            default -> words.say("story.busy", it.tasks(), words.task(it.first()), words.task(it.last()), busy);
        }
        workedBlocked(it);
    }

    private void workedBlocked(WorkerCause.Worked it) {
        if (it.blocked() > 0 && it.tasks() > 0) {
            words.say("story.workedBlocked", LegibleTime.duration(it.blocked()));
        }
    }

    private void retiring(WorkerCause.Retiring it) {
        String at = words.moment(it.nanos());
        RetirementReason reason = it.reason();
        PoolEvent cause = it.cause();
        String since = cause == null ? words.text("story.unknownMoment") : words.moment(cause.nanos());
        switch (reason) {
            case IDLE_TIMEOUT -> {
                String idle = it.idleSince() == Timeline.UNKNOWN
                        ? ""
                        : LegibleTime.duration(it.nanos() - it.idleSince());
                if (!it.timeoutKnown()) {
                    words.say(idle.isEmpty() ? "story.retiredIdleOnly" : "story.retiredIdleAfter", at, idle);
                } else {
                    String timeout = it.idleTimeout() == null
                            ? idleTimeout
                            : words.timeout(it.idleTimeout().duration());
                    words.say(idle.isEmpty() ? "story.retiredIdleUnknown" : "story.retiredIdle", at, timeout, idle);
                }
            }
            case MAX_TASKS ->
                words.say(lossy ? "story.retiredLimitUnknown" : "story.retiredLimit", at, words.tasks(done));
            case JOIN -> words.say("story.retiredJoin", at, since);
            case SHUTDOWN -> words.say("story.retiredShutdown", at, since);
            case BROKEN -> words.say("story.retiredBroken", at, since);
            case null -> words.say("story.retired", at);
        }
    }
}
