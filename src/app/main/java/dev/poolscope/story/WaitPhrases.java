package dev.poolscope.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.WaitPart;

/** Puts the parts of a wait into words: the longest one by one, the others summed up, kind by kind. Their order is that of time; sums come last. */
public final class WaitPhrases {
    private static final int MOST = 5;

    private final Sentences words;

    /** Something that is added up: one part, or several of one kind. */
    private record Summand(long from, String text) {}

    public WaitPhrases(Sentences words) {
        this.words = words;
    }

    /**
     * Says it.
     *
     * @param wait the wait
     * @param taken whether a worker took the task: then other workers took others
     */
    void say(TaskCause.Waited wait, boolean taken) {
        List<WaitTerm> terms = WaitTerm.of(wait.parts());
        String whole = LegibleTime.duration(wait.to() - wait.from());
        if (terms.size() == 1) {
            words.say(wait.goesOn() ? "story.waitsOne" : "story.waitedOne", whole, phrase(terms.getFirst()));
        } else {
            words.say(wait.goesOn() ? "story.waits" : "story.waited", whole, sum(terms));
        }
        if (terms.size() > MOST + 1) {
            words.say("story.longest", MOST);
        }
        int elsewhere = wait.takenElsewhere();
        if (elsewhere > 0) {
            String key = taken ? "story.elsewhere" : "story.taken";
            words.say(key + (wait.isExact() ? "" : "AtLeast") + (elsewhere == 1 ? "One" : ""), elsewhere);
        }
    }

    private String sum(List<WaitTerm> terms) {
        List<WaitTerm> shown = terms.size() <= MOST + 1 ? terms : WaitTerm.longest(terms, MOST);
        List<Summand> summands = new ArrayList<>();
        shown.forEach(term -> summands.add(new Summand(term.from(),
                words.text("story.part", LegibleTime.duration(term.nanos()), phrase(term)))));
        List<WaitTerm> rest = new ArrayList<>(terms);
        rest.removeAll(shown);
        add(summands, rest.stream().filter(WaitTerm::isTask).toList(), tasks(shown));
        for (WaitPart.Cause cause : WaitPart.Cause.values()) {
            if (!cause.isTask()) {
                add(summands, rest.stream().filter(term -> term.cause() == cause && !term.isTask()).toList(),
                        Set.of());
            }
        }
        return summands.stream().sorted(Comparator.comparingLong(Summand::from)).map(Summand::text)
                .collect(Collectors.joining(" + "));
    }

    /** Adds terms of one kind. */
    private void add(List<Summand> summands, List<WaitTerm> same, Set<Long> named) {
        if (same.isEmpty()) {
            return;
        }
        Set<Long> others = tasks(same);
        others.removeAll(named);
        int tasks = others.size();
        String what = same.size() == 1
                ? phrase(same.getFirst())
                : tasks > 0
                        ? words.text(tasks == 1 ? "story.part.moreTask" : "story.part.moreTasks", tasks)
                        : words.text(same.getFirst().isTask()
                                ? "story.part.sameTasks"
                                : "story.part.more." + same.getFirst().cause());
        summands.add(new Summand(same.size() == 1 ? same.getFirst().from() : Long.MAX_VALUE, words.text("story.part",
                LegibleTime.duration(same.stream().mapToLong(WaitTerm::nanos).sum()), what)));
    }

    private static Set<Long> tasks(List<WaitTerm> terms) {
        Set<Long> tasks = new HashSet<>();
        for (WaitTerm term : terms) {
            if (!term.held().isEmpty()) {
                term.held().forEach(held -> tasks.add(held.taskId()));
            } else if (term.isTask()) {
                tasks.add(term.taskId());
            }
        }
        return tasks;
    }

    private String held(WaitTerm.Held held, long nanos) {
        String task = held.taskId() == 0 ? words.text("story.unknownTask") : words.task(held.taskId());
        String worker = words.worker(held.workerId());
        return held.blocked() == 0
                ? words.text("story.held", task, worker)
                : words.text(held.blocked() == nanos ? "story.heldBlocked" : "story.heldPartlyBlocked", task, worker,
                        LegibleTime.duration(held.blocked()));
    }

    /** What it was, without its length. */
    public String phrase(WaitTerm term) {
        if (!term.held().isEmpty()) {
            return words.text("story.part.held", words.list(term.held(), held -> held(held, term.nanos())));
        }
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
