package dev.poolscope.story;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.WaitPart;

/** Puts the parts of a wait into words: the longest one by one, in the order of time, the others summed up. */
public final class WaitPhrases {
    private static final int MOST = 5;

    private final Sentences words;

    public WaitPhrases(Sentences words) {
        this.words = words;
    }

    /** With what other workers had in hand, of a task that none has taken: all of these were before it, one has to be done first. */
    void say(TaskCause.Waited wait, List<WaitPart> alsoBehind) {
        List<WaitTerm> terms = WaitTerm.of(wait.parts());
        String whole = LegibleTime.duration(wait.to() - wait.from());
        if (terms.size() == 1) {
            words.say(wait.goesOn() ? "story.waitsOne" : "story.waitedOne", whole, phrase(terms.getFirst()));
        } else {
            words.say(wait.goesOn() ? "story.waits" : "story.waited", whole, sum(terms));
        }
        if (!alsoBehind.isEmpty()) {
            words.say(wait.goesOn() ? "story.isAlsoBehind" : "story.wasAlsoBehind", words.list(alsoBehind,
                    part -> words.text("story.onWorker", words.task(part.taskId()), words.worker(part.workerId()))));
            if (wait.isExact()) {
                // These are among them.
                return;
            }
        }
        int elsewhere = wait.takenElsewhere();
        if (elsewhere > 0) {
            words.say(wait.isExact()
                    ? elsewhere == 1 ? "story.elsewhereOne" : "story.elsewhere"
                    : elsewhere == 1 ? "story.elsewhereAtLeastOne" : "story.elsewhereAtLeast", elsewhere);
        }
    }

    private String sum(List<WaitTerm> terms) {
        List<WaitTerm> shown = terms.size() <= MOST + 1 ? terms : WaitTerm.longest(terms, MOST);
        List<String> summands = new ArrayList<>();
        shown.forEach(term -> summands
                .add(words.text("story.part", LegibleTime.duration(term.nanos()), phrase(term))));
        List<WaitTerm> rest = new ArrayList<>(terms);
        rest.removeAll(shown);
        add(summands, rest.stream().filter(WaitTerm::isTask).toList());
        for (WaitPart.Cause cause : WaitPart.Cause.values()) {
            if (!cause.isTask()) {
                add(summands, rest.stream().filter(term -> term.cause() == cause).toList());
            }
        }
        return String.join(" + ", summands);
    }

    /** Adds terms of one kind. */
    private void add(List<String> summands, List<WaitTerm> same) {
        if (same.isEmpty()) {
            return;
        }
        long tasks = same.stream().filter(WaitTerm::isTask).mapToLong(WaitTerm::taskId).distinct().count();
        String what = same.size() == 1
                ? phrase(same.getFirst())
                : tasks > 0
                        ? words.text(tasks == 1 ? "story.part.moreTask" : "story.part.moreTasks", tasks)
                        : words.text("story.part.more." + same.getFirst().cause());
        summands.add(words.text("story.part",
                LegibleTime.duration(same.stream().mapToLong(WaitTerm::nanos).sum()), what));
    }

    /** What it was, without its length. */
    public String phrase(WaitTerm term) {
        String worker = term.workerId() == 0 ? "" : words.worker(term.workerId());
        if (!term.isTask()) {
            return words.text("story.part." + term.cause(), worker);
        }
        String task = term.taskId() == 0 ? words.text("story.unknownTask") : words.task(term.taskId());
        return term.blocked() == 0
                ? words.text("story.part.task", task, worker)
                : words.text(term.blocked() == term.nanos() ? "story.part.taskBlocked" : "story.part.taskPartlyBlocked",
                        task, worker, LegibleTime.duration(term.blocked()));
    }
}
