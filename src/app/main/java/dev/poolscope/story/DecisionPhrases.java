package dev.poolscope.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.moment.Decision;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerCause;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/** Says in one sentence by which rule the pool decided something, with the numbers of that moment. */
public final class DecisionPhrases {
    private final Sentences words;

    private DecisionPhrases(StoryTexts texts) {
        words = new Sentences(texts);
    }

    /** {@return the sentence, in pieces} */
    public static List<StoryPart> of(Decision decision, StoryTexts texts) {
        DecisionPhrases teller = new DecisionPhrases(texts);
        switch (decision) {
            case Decision.Start it -> teller.start(it);
            case Decision.Spawn it -> teller.spawn(it);
            case Decision.Retirement it -> teller.retirement(it);
            case Decision.Cancellation it -> teller.cancellation(it);
        }
        return capitalized(teller.words.said().getFirst());
    }

    private static List<StoryPart> capitalized(List<StoryPart> sentence) {
        List<StoryPart> parts = new ArrayList<>(sentence);
        StoryPart first = parts.getFirst();
        parts.set(0, new StoryPart(first.text().substring(0, 1).toUpperCase(Locale.ROOT) + first.text().substring(1),
                first.target()));
        return parts;
    }

    private void start(Decision.Start it) {
        String place = it.place() == 0
                ? words.text("decision.placeUnknown")
                : it.pending() == 1
                        ? words.text("decision.only")
                        : it.place() == 1
                                ? words.text("decision.oldest", it.pending())
                                : words.text("decision.place", it.place(), it.pending());
        words.say("decision.start", words.worker(it.event().workerId()), words.task(it.event().taskId()), place,
                before(it), it.waitedNanos() == Timeline.UNKNOWN
                        ? ""
                        : words.text("decision.waited", LegibleTime.duration(it.waitedNanos())));
    }

    private String before(Decision.Start it) {
        StateAt.AtWork before = it.before();
        if (before == null) {
            return "";
        }
        if (before.kind() == SegmentKind.WRAPPING_UP) {
            return words.text("decision.afterTask", words.task(before.taskId()));
        }
        if (before.kind() != SegmentKind.IDLE) {
            return "";
        }
        String idle = LegibleTime.duration(it.event().nanos() - before.since());
        return it.idle() > 1 && it.becameIdleLast()
                ? words.text("decision.idleLast", it.idle(), idle)
                : words.text("decision.idle", idle);
    }

    private void spawn(Decision.Spawn it) {
        String worker = words.worker(it.event().workerId());
        switch (it.event().reason()) {
            case SUBMISSION -> words.say("decision.spawn", worker, it.event().pending(), it.event().free(),
                    it.event().alive(), it.slots());
            case RETIREMENT -> words.say("decision.spawnAfter", worker, it.event().pending(), it.event().free(),
                    it.event().alive(), it.slots());
            case REQUEST -> words.say("decision.spawnAsked", worker, it.event().alive(), it.slots());
        }
    }

    private void retirement(Decision.Retirement it) {
        String worker = words.worker(it.event().workerId());
        switch (it.event().reason()) {
            case IDLE_TIMEOUT -> {
                String idle = it.idleSince() == Timeline.UNKNOWN
                        ? ""
                        : LegibleTime.duration(it.event().nanos() - it.idleSince());
                WorkerCause.IdleTimeout timeout = it.idleTimeout();
                if (timeout == null) {
                    words.say(idle.isEmpty() ? "decision.reapedOnly" : "decision.reapedAfter", worker, idle);
                } else {
                    words.say(idle.isEmpty() ? "decision.reapedUnknown" : "decision.reaped", worker,
                            words.timeout(timeout.duration()), idle);
                }
            }
            case MAX_TASKS -> {
                if (it.tasksDone() == 0) {
                    words.say("decision.limitOnly", worker);
                } else {
                    words.say("decision.limit", worker, words.tasks(it.tasksDone()));
                }
            }
            case JOIN ->
                words.say(it.queueEmpty() ? "decision.join" : "decision.joinNothing", worker, since(it.cause()));
            case SHUTDOWN -> words.say("decision.shutdown", worker, since(it.cause()));
            case BROKEN -> words.say("decision.broken", worker, since(it.cause()));
        }
    }

    private void cancellation(Decision.Cancellation it) {
        String task = words.task(it.event().taskId());
        String place = it.place() > 0
                ? words.text("decision.placeOf", it.place(), it.pending())
                : words.text(it.event().workerId() > 0 ? "decision.hadStarted" : "decision.placeUnknownOf");
        Action action = it.event().action();
        String by = action == null ? "" : words.text("decision.byAction", action.words());
        switch (it.event().by()) {
            case SHUTDOWN -> words.say("decision.cancelledShutdown", task, since(it.cause()), place, by);
            case BREAKAGE -> words.say("decision.cancelledBroken", task, since(it.cause()), place, by);
            case FUTURE -> words.say("decision.cancelledFuture", task, place, by);
        }
    }

    private String since(@Nullable PoolEvent cause) {
        return cause == null ? words.text("story.unknownMoment") : words.moment(cause.nanos());
    }
}
