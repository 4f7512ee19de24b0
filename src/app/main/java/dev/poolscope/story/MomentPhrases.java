package dev.poolscope.story;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.timeline.Moment;
import dev.poolscope.telemetry.timeline.Timeline;

/** Says what was going on at a moment. */
public final class MomentPhrases {
    private static final long SECOND = 1_000_000_000;

    private final StoryTexts texts;

    public MomentPhrases(StoryTexts texts) {
        this.texts = texts;
    }

    /** Sentences, one a line; the first is the question. */
    public String of(Moment moment) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.of("moment.title", LegibleTime.moment(moment.nanos())));
        long length = moment.nanos() - Math.max(0, moment.fromNanos());
        String stretch = length == SECOND ? texts.of("moment.second") : LegibleTime.duration(length);
        // Nothing went before the start, and what happened at that very moment is told all the same.
        String when = texts.of(length == 0 ? "moment.atStart" : "moment.before", stretch);
        String meanwhile = texts.of(length == 0 ? "moment.then" : "moment.meanwhile");
        lines.add(texts.of("moment.flow", when, tasksWere(moment.submitted()), moment.leftQueue(), queue(moment)));
        lines.add(texts.of("moment.ended", tasks(moment.ended()), meanwhile));
        if (moment.rejected() > 0) {
            lines.add(texts.of("moment.rejected", tasksWere(moment.rejected()), meanwhile));
        }
        lines.add(workers(moment));
        if (moment.blocked() > 0 && !allBlocked(moment)) {
            lines.add(moment.blocked() == 1
                    ? texts.of("moment.oneOfThemBlocked")
                    : texts.of("moment.someOfThemBlocked", moment.blocked()));
        }
        if (!moment.inHand().isEmpty()) {
            List<String> streams = moment.inHand().entrySet().stream()
                    .map(each -> texts.of("moment.ofStream", each.getValue(), each.getKey())).toList();
            lines.add(texts.of("moment.inHand", String.join(", ", streams)));
        }
        pool(moment.pool(), lines);
        if (moment.oldestAgeNanos() >= 0) {
            lines.add(texts.of(moment.counted() ? "moment.oldestAtLeast" : "moment.oldest",
                    LegibleTime.duration(moment.oldestAgeNanos())));
        }
        if (moment.counted()) {
            lines.add(read(moment));
        }
        return String.join("\n", lines);
    }

    /** Not those of the moment itself: what came between a reading and it is not in them. */
    private String read(Moment moment) {
        if (moment.readAt() < 0) {
            return texts.of("moment.notCounted");
        }
        String at = LegibleTime.moment(moment.readAt());
        return moment.readBefore() < 0
                ? texts.of("moment.countedFirst", at)
                : texts.of("moment.counted", LegibleTime.moment(moment.readBefore()), at);
    }

    private void pool(Moment.PoolSince pool, List<String> lines) {
        say("moment.starved", pool.starved(), lines);
        say("moment.broken", pool.broken(), lines);
        if (pool.terminated() != Timeline.UNKNOWN) {
            say("moment.terminated", pool.terminated(), lines);
        } else if (pool.shutDown() != Timeline.UNKNOWN) {
            say("moment.shutDown", pool.shutDown(), lines);
        } else if (pool.broken() == Timeline.UNKNOWN) {
            say("moment.joining", pool.joining(), lines);
        }
    }

    private void say(String key, long since, List<String> lines) {
        if (since != Timeline.UNKNOWN) {
            lines.add(texts.of(key, LegibleTime.moment(since)));
        }
    }

    private String tasks(long count) {
        return count == 1 ? texts.of("moment.oneTask") : texts.of("moment.tasks", count);
    }

    private String tasksWere(long count) {
        return count == 1 ? texts.of("moment.oneTaskWas") : texts.of("moment.tasksWere", count);
    }

    private String queue(Moment moment) {
        long change = moment.pending() - moment.pendingBefore();
        if (change == 0) {
            return moment.pending() == 0 ? texts.of("moment.empty") : texts.of("moment.same", moment.pending());
        }
        return texts.of(change > 0 ? "moment.grew" : "moment.shrank", Math.abs(change), moment.pendingBefore(),
                moment.pending());
    }

    private static boolean allBlocked(Moment moment) {
        return moment.blocked() > 0 && moment.blocked() == moment.alive();
    }

    private String workers(Moment moment) {
        int alive = moment.alive();
        if (alive == 0) {
            return texts.of("moment.noWorker");
        }
        if (allBlocked(moment)) {
            // To be busy with waiting for others is what starves a pool.
            return switch (alive) {
                case 1 -> texts.of("moment.oneBlocked");
                case 2 -> texts.of("moment.bothBlocked");
                default -> texts.of("moment.allBlocked", alive);
            };
        }
        if (alive == 1) {
            return texts.of(moment.busy() == 1 ? "moment.oneBusy" : "moment.oneFree");
        }
        if (moment.busy() == alive) {
            return alive == 2 ? texts.of("moment.bothBusy") : texts.of("moment.allBusy", alive);
        }
        return moment.busy() == 0
                ? texts.of("moment.noneBusy", alive)
                : texts.of(moment.busy() == 1 ? "moment.someBusyOne" : "moment.someBusy", moment.busy(), alive);
    }
}
