package dev.poolscope.story;

import dev.poolscope.stats.LegibleTime;

import dev.poolscope.telemetry.timeline.Starvation;
import dev.poolscope.telemetry.timeline.Timeline;

/** Says who waited for whom when a pool starved. */
public final class StarvationPhrases {

    private StarvationPhrases() {}

    public static void say(Starvation starvation, Sentences words) {
        String since = words.moment(starvation.from());
        int workers = starvation.waits().size();
        if (workers == 0) {
            words.say("story.starvedUnknown", since);
            return;
        }
        String who = words.list(starvation.waits(), wait -> wait(wait, words));
        String key = workers == 1 ? "story.starvedOne" : "story.starved";
        if (starvation.to() == Timeline.UNKNOWN) {
            words.say(key + "Still", since, workers, who);
        } else {
            words.say(key, since, workers, who, LegibleTime.duration(starvation.to() - starvation.from()));
        }
    }

    private static String wait(Starvation.Wait wait, Sentences words) {
        String worker = words.worker(wait.workerId());
        String task = wait.taskId() == 0 ? words.text("story.unknownTask") : words.task(wait.taskId());
        if (wait.awaitedId() == 0) {
            return words.text("story.starvedForAny", worker, task);
        }
        String awaited = words.task(wait.awaitedId());
        return wait.awaitedWorkerId() == 0
                ? words.text("story.starvedForQueued", worker, task, awaited)
                : words.text("story.starvedForHeld", worker, task, awaited, words.worker(wait.awaitedWorkerId()));
    }
}
