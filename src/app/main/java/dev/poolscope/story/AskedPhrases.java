package dev.poolscope.story;

import java.util.List;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.workload.model.Work;

/** Puts into words why a task took longer than it was asked to. */
final class AskedPhrases {
    private AskedPhrases() {}

    static void say(AskedWork asked, TaskCause.Ran ran, ComputingTasks computing, int processors, StoryTexts texts,
            List<List<StoryPart>> said) {
        Sentences words = new Sentences(texts);
        String time = LegibleTime.round(asked.nanos());
        String longer = LegibleTime.duration(ran.to() - ran.from() - ran.blocked() - asked.nanos());
        switch (asked.work()) {
            case Work.Cpu _ -> {
                int most = computing.most(ran.from(), ran.to());
                words.say("story.askedCpu", time, longer,
                        cause(most, computing.isWhole(ran.from(), ran.to()), processors, words));
            }
            case Work.Lock _ -> words.say("story.askedLock", time, longer);
            case Work.Sleep _,Work.FanOut _ -> words.say("story.askedSleep", time, longer);
        }
        said.addAll(words.said());
    }

    /** More tasks than processors slow each other down; of fewer, something else must have. */
    private static String cause(int most, boolean whole, int processors, Sentences words) {
        if (most < 2 || (processors > 0 && most <= processors)) {
            return words.text("story.heldUpUnknown");
        }
        String tasks = words.text(whole ? "story.computing" : "story.computingAtLeast", most);
        return processors == 0
                ? tasks
                : words.text(processors == 1 ? "story.onProcessor" : "story.onProcessors", tasks, processors);
    }
}
