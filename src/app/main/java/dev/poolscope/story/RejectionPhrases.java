package dev.poolscope.story;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Why a pool rejected a task, in sentences. */
public final class RejectionPhrases {
    /** Less is what machines need anyway, and worth no words. */
    private static final long WORTH_TELLING = 100_000;

    private RejectionPhrases() {}

    public static void say(PoolEvent.Rejected rejected, Timeline timeline, Sentences words) {
        String at = words.moment(rejected.nanos());
        String stream = rejected.stream();
        String who = stream == null
                ? words.text("story.rejectedTask")
                : words.text("story.rejectedTaskOf", Sentences.plain(stream));
        words.say("story.rejected", at, who, why(rejected, timeline, words));
        long late = rejected.nanos() - rejected.dueNanos();
        if (late >= WORTH_TELLING) {
            words.say("story.rejectedLate", LegibleTime.duration(late));
        }
    }

    private static String why(PoolEvent.Rejected rejected, Timeline timeline, Sentences words) {
        EventPoint then = EventPoint.after(rejected);
        PoolEvent broken = timeline.marks().last(PoolEvent.Broken.class, then);
        if (broken != null) {
            return words.text("story.rejectedBroken", words.moment(broken.nanos()));
        }
        PoolEvent shutdown = timeline.marks().last(PoolEvent.ShutdownBegan.class, then);
        if (shutdown != null) {
            return words.text("story.rejectedShutdown", words.moment(shutdown.nanos()));
        }
        PoolEvent join = joinAt(then, timeline);
        return join == null
                ? words.text("story.rejectedUnknown")
                : words.text("story.rejectedJoin", words.moment(join.nanos()));
    }

    /** The join that is under way; null if there is none, or if the events do not tell which. */
    private static @Nullable PoolEvent joinAt(EventPoint then, Timeline timeline) {
        if (!timeline.completeness().hasAllMarks(EventType.JOIN_ENDED, then.nanos())) {
            return null;
        }
        PoolEvent join = null;
        for (RunEvent mark : timeline.marks().between(Long.MIN_VALUE, Math.addExact(then.nanos(), 1))) {
            if (then.includes(mark) && mark instanceof PoolEvent.JoinBegan began) {
                join = began;
            } else if (then.includes(mark) && mark instanceof PoolEvent.JoinEnded) {
                join = null;
            }
        }
        return join;
    }
}
