package dev.poolscope.story;

import dev.poolscope.stats.LegibleTime;

import dev.poolscope.telemetry.timeline.Starvation;
import dev.poolscope.telemetry.timeline.Timeline;

/** Which worker waited for which task when a pool starved, in sentences. */
public final class StarvationPhrases {

    private StarvationPhrases() {}

    public static void say(Starvation starvation, Sentences words) {
        String since = words.moment(starvation.from());
        int size = starvation.waits().size();
        if (size == 0) {
            words.say("story.starvedUnknown", since);
            return;
        }
        String who = words.list(starvation.waits(), wait -> wait(wait, words));
        String workers = size == 2 ? words.text("story.starvedBoth") : words.text("story.starvedAll", size);
        String key = size == 1 ? "story.starvedOne" : "story.starved";
        if (starvation.to() == Timeline.UNKNOWN) {
            words.say(key + (starvation.isExact() ? "Still" : "Once"), since, workers, who);
        } else {
            String length = LegibleTime.duration(starvation.to() - starvation.from());
            words.say(key, since, workers, who,
                    starvation.isExact() ? length : words.text("story.starvedAtMost", length));
        }
    }

    private static String wait(Starvation.Wait wait, Sentences words) {
        String worker = words.worker(wait.workerId());
        String task = wait.taskId() == 0
                ? words.text("story.unknownTask")
                : words.text("story.starvedTask", words.task(wait.taskId()));
        if (wait.awaitedId() == 0) {
            return words.text("story.starvedForAny", worker, task);
        }
        String awaited = words.task(wait.awaitedId());
        if (wait.awaitedWorkerId() == Starvation.UNKNOWN_WORKER) {
            return words.text("story.starvedFor", worker, task, awaited);
        }
        return wait.awaitedWorkerId() == 0
                ? words.text("story.starvedForQueued", worker, task, awaited)
                : words.text("story.starvedForHeld", worker, task, awaited, words.worker(wait.awaitedWorkerId()));
    }
}
