package dev.poolscope.app.compose;

import java.time.Duration;

import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Work;

/** The kinds of work. */
enum WorkKind {
    SLEEP("sleep"), CPU("cpu"), LOCK("lock"), FAN_OUT("fanOut");

    private static final int USUAL_CHILDREN = 2;

    private final String key;

    WorkKind(String key) {
        this.key = key;
    }

    static WorkKind of(Work work) {
        return switch (work) {
            case Work.Sleep _ -> SLEEP;
            case Work.Cpu _ -> CPU;
            case Work.Lock _ -> LOCK;
            case Work.FanOut _ -> FAN_OUT;
        };
    }

    String key() {
        return key;
    }

    /** Work of this kind that takes as long. */
    Work like(Work other) {
        if (of(other) == this) {
            return other;
        }
        Distribution time = time(other);
        return switch (this) {
            case SLEEP -> new Work.Sleep(time);
            case CPU -> new Work.Cpu(time);
            case LOCK -> new Work.Lock(time);
            case FAN_OUT -> new Work.FanOut(USUAL_CHILDREN, time, true);
        };
    }

    static Distribution time(Work work) {
        return switch (work) {
            case Work.Sleep(var time) -> time;
            case Work.Cpu(var time) -> time;
            case Work.Lock(var time) -> time;
            case Work.FanOut(_, var child, _) -> child;
        };
    }

    /** The same work, with another time. */
    static Work withTime(Work work, Distribution time) {
        return switch (work) {
            case Work.Sleep _ -> new Work.Sleep(time);
            case Work.Cpu _ -> new Work.Cpu(time);
            case Work.Lock _ -> new Work.Lock(time);
            case Work.FanOut(var children, _, var await) -> new Work.FanOut(children, time, await);
        };
    }

    /** What a new stream's tasks do. */
    static Work usual() {
        return new Work.Sleep(new Distribution.Fixed(Duration.ofMillis(50)));
    }
}
