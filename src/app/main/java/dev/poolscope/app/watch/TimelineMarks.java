package dev.poolscope.app.watch;

import java.util.Locale;
import java.util.function.Supplier;

import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.Marks;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;

/**
 * The marks of the timeline of the moment, as the charts ask for them. Where an action and what the pool tells of
 * it are the same thing, there is one mark and not two.
 */
final class TimelineMarks implements MarkSource {
    private final Supplier<Marks> marks;
    private final Texts texts;

    TimelineMarks(Supplier<Marks> marks, Texts texts) {
        this.marks = marks;
        this.texts = texts;
    }

    @Override
    public void marks(long from, long to, MarkVisitor visitor) {
        for (RunEvent event : marks.get().between(from, to)) {
            tell(event, visitor);
        }
    }

    private void tell(RunEvent event, MarkVisitor visitor) {
        switch (event) {
            case PoolEvent.ActionPerformed it -> action(it, visitor);
            case PoolEvent.Remark it -> visitor.mark(event.nanos(), Kind.NOTE, it.text());
            case PoolEvent.JoinBegan _ -> visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.join"));
            case PoolEvent.JoinEnded it ->
                visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.joinEnded." + it.outcome()));
            case PoolEvent.ShutdownBegan _ -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.shutdown"));
            case PoolEvent.Terminated _ -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.terminated"));
            case PoolEvent.Broken _ -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.broken"));
            case PoolEvent.Starved _ -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.starved"));
            case WorkerEvent.StartFailed _ ->
                visitor.mark(event.nanos(), Kind.END, texts.of("mark.startFailed", event.workerId()));
            case PoolEvent.HookFailed it -> visitor.mark(event.nanos(), Kind.END,
                    texts.of("mark.hookFailed", it.hook().name().toLowerCase(Locale.ROOT), it.workerId()));
            case PoolEvent.IdleTimeoutChanged _ -> {
                // Told by the action that caused it.
            }
            case PoolEvent.Rejected _,TaskEvent _,WorkerEvent _ -> {
                // no mark
            }
        }
    }

    private void action(PoolEvent.ActionPerformed event, MarkVisitor visitor) {
        if (event.answer() instanceof Answer.Refused(var reason)) {
            // First, for a caption may be cut.
            visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.refused", event.action().words(), reason));
            return;
        }
        switch (event.action()) {
            case Action.Note(var caption) -> visitor.mark(event.nanos(), Kind.NOTE, caption);
            case Action.Shutdown _,Action.Join _ -> {
                // The pool tells of it.
            }
            case Action other -> visitor.mark(event.nanos(), Kind.ACTION, other.words());
        }
    }
}
