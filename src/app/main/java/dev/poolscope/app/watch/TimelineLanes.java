package dev.poolscope.app.watch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import dev.poolscope.app.chart.lanes.LaneSource;
import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.TaskStatus;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.timeline.Lane;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Segment;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerCause;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/** The lanes of the timeline of the moment, as the chart asks for them. */
final class TimelineLanes implements LaneSource {
    private static final dev.poolscope.telemetry.timeline.SegmentKind[] KINDS = dev.poolscope.telemetry.timeline.SegmentKind
            .values();
    private static final int MOST_WORDS = 2_000;

    private final Supplier<Timeline> timeline;
    private final Supplier<Timeline> whole;
    private final LongFunction<Timeline> at;
    private final LaneOrder order;
    private final TaskLook tasks;
    private final @Nullable RunCursor cursor;
    private final Texts texts;
    /** Titles by slots and words by workers and what they do: put together once, and not for each lane in each frame. */
    private final Map<Integer, String> titles = new HashMap<>();
    private final Map<Doing, String> words = new HashMap<>();

    private record Doing(int worker, LaneState state) {}

    /** Lanes without a cursor: they tell of the present. */
    TimelineLanes(Supplier<Timeline> timeline, LaneOrder order, TaskLook tasks, Texts texts) {
        this(timeline, order, tasks, null, texts, timeline, _ -> timeline.get());
    }

    /**
     * Lanes with a cursor.
     *
     * @param timeline tells of what is visible
     * @param whole tells of the present
     * @param at tells of a moment
     */
    TimelineLanes(Supplier<Timeline> timeline, LaneOrder order, TaskLook tasks, @Nullable RunCursor cursor,
            Texts texts, Supplier<Timeline> whole, LongFunction<Timeline> at) {
        this.whole = whole;
        this.at = at;
        this.cursor = cursor;
        this.timeline = timeline;
        this.order = order;
        this.tasks = tasks;
        this.texts = texts;
    }

    @Override
    public int laneCount() {
        return timeline.get().lanes().count();
    }

    @Override
    public String title(int lane) {
        return titles.computeIfAbsent(order.slotOf(lane), slot -> texts.of("lanes.slot", slot));
    }

    @Override
    public String detail(int lane) {
        return detail(lane, lookedAt());
    }

    @Override
    public String detailAt(int lane, long nanos) {
        // Beside a longer run: of what was after the end of this one nothing is known.
        if (nanos > endNanos()) {
            return "";
        }
        return detail(lane, EventPoint.after(nanos));
    }

    private String detail(int lane, EventPoint point) {
        Timeline current = at.apply(point.nanos());
        for (WorkerTrace worker : current.lanes().lane(order.slotOf(lane)).workers(point.nanos(), point.nanos())) {
            WorkerCause.Doing doing = worker.doingAt(point);
            if (doing != null) {
                return words(new Doing(worker.id(), look(doing.kind(), null)));
            }
        }
        long known = current.completeness().detailFromNanos();
        return texts.of(point.nanos() < known || known == current.horizonNanos() ? "lanes.notRead" : "lanes.noThread");
    }

    private String words(Doing doing) {
        if (words.size() >= MOST_WORDS) {
            words.clear();
        }
        return words.computeIfAbsent(doing,
                it -> texts.of("lanes.detail", it.worker, texts.of("kind." + it.state)));
    }

    @Override
    public long lookedAtNanos() {
        return lookedAt().nanos();
    }

    /** Without a cursor of its own a run stands beside another one, which may be longer. */
    @Override
    public long endNanos() {
        return cursor == null ? whole.get().horizonNanos() : Long.MAX_VALUE;
    }

    private EventPoint lookedAt() {
        return cursor == null ? EventPoint.after(whole.get().horizonNanos()) : cursor.lookedAt();
    }

    @Override
    public long reapNanos(int lane) {
        long moment = lookedAtNanos();
        for (WorkerTrace worker : at.apply(moment).lanes().lane(order.slotOf(lane)).workers(moment, moment)) {
            long due = cursor == null ? Timeline.UNKNOWN : cursor.reapNanos(worker);
            if (due != Timeline.UNKNOWN) {
                return due;
            }
        }
        return Long.MIN_VALUE;
    }

    @Override
    public void segments(int lane, long from, long to, SegmentVisitor visitor) {
        Timeline current = timeline.get();
        current.lanes().lane(order.slotOf(lane)).visit(from, to, current.horizonNanos(), new Segment.Visitor() {
            @Override
            public void segment(WorkerTrace worker, dev.poolscope.telemetry.timeline.SegmentKind kind, long start,
                    long end,
                    boolean open, @Nullable TaskTrace task) {
                visitor.segment(tasks.of(look(kind, task), task), start, end, open, task == null ? 0 : task.id(),
                        worker.id());
            }

            @Override
            public boolean isBrief(long start, long end) {
                return !tasks.isByTask() && visitor.isBrief(start, end);
            }

            @Override
            public void brief(WorkerTrace worker, dev.poolscope.telemetry.timeline.SegmentKind kind, long start,
                    long end,
                    boolean failed) {
                visitor.segment(failed ? LaneState.FAILED : look(kind, null), start, end, false, 0, worker.id());
            }
        });
    }

    @Override
    public Object past(int lane, long from) {
        Timeline current = timeline.get();
        Lane told = current.lanes().lane(order.slotOf(lane));
        long thinnedUntil = current.completeness().detailFromNanos();
        // What was thinned out before that moment was not looked at.
        return new Past(told, told.rewrites(), from < thinnedUntil ? thinnedUntil : Timeline.UNKNOWN,
                tasks.colorsProperty().get());
    }

    /** One and the same lane, unchanged. */
    private record Past(Lane lane, long rewrites, long thinnedUntil, LaneColors colors) {}

    @Override
    public void history(int lane, long from, long to, BucketVisitor visitor) {
        Timeline current = timeline.get();
        LaneHistory history = current.lanes().lane(order.slotOf(lane)).history();
        for (int bucket = history.bucketAt(from); bucket < history.count()
                && history.beginNanos(bucket) < to; bucket++) {
            int which = bucket;
            visitor.bucket(history.beginNanos(bucket),
                    Math.min(history.endNanos(bucket), current.completeness().detailFromNanos()),
                    kind -> nanos(history, which, kind),
                    history.failed(bucket) > 0);
        }
    }

    @Override
    public long failedNanos(long taskId) {
        TaskTrace task = timeline.get().tasks().find(taskId);
        return task != null && task.status() == TaskStatus.FAILED ? task.endedNanos() : Long.MIN_VALUE;
    }

    @Override
    public void turns(int lane, long from, long to, TurnVisitor visitor) {
        for (WorkerTrace worker : timeline.get().lanes().lane(order.slotOf(lane)).workers(from, to)) {
            if (worker.spawnedNanos() >= from && worker.spawnedNanos() < to) {
                visitor.turn(worker.spawnedNanos(), true, () -> texts.of("lanes.worker", worker.id()));
            }
            if (worker.retiredNanos() >= from && worker.retiredNanos() < to) {
                visitor.turn(worker.retiredNanos(), false, () -> reason(worker.retirementReason()));
            }
        }
    }

    private static long nanos(LaneHistory history, int bucket, LaneState looks) {
        for (dev.poolscope.telemetry.timeline.SegmentKind kind : KINDS) {
            if (look(kind, null) == looks) {
                return history.nanos(bucket, kind);
            }
        }
        // Of those that failed only the number is kept.
        return 0;
    }

    private String reason(@Nullable RetirementReason reason) {
        return texts.of(reason == null ? "retired.unknown" : "retired." + reason);
    }

    static LaneState look(dev.poolscope.telemetry.timeline.SegmentKind kind, @Nullable TaskTrace task) {
        return switch (kind) {
            case STARTING -> LaneState.STARTING;
            case RUNNING ->
                task != null && task.status() == TaskStatus.FAILED ? LaneState.FAILED : LaneState.RUNNING;
            case BLOCKED -> LaneState.BLOCKED;
            case LEAVING -> LaneState.CANCELLED;
            case WRAPPING_UP -> LaneState.WRAPPING_UP;
            case IDLE -> LaneState.IDLE;
            case FINALIZING -> LaneState.FINALIZING;
            case NOT_RECORDED -> LaneState.NOT_RECORDED;
        };
    }
}
