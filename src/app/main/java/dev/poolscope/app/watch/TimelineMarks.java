package dev.poolscope.app.watch;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.Timeline;

/**
 * The marks of the timeline of the moment, as the charts want to be told of them. Where an action and what the pool tells of
 * it are the same thing, there is one mark and not two.
 */
final class TimelineMarks implements MarkSource {
    private static final String NOTE = "note: ";
    // An action is written with its key; anything else is a note's own text.
    private static final Pattern KEYED = Pattern.compile("(setIdleTimeout|spawnWorkers|spawnMaxWorkers"
            + "|breakNextInitializer|join|shutdown|cancelPending|submit|setRate): .*", Pattern.DOTALL);
    private static final String REFUSED = "(refused";

    private final Supplier<Timeline> timeline;
    private final Texts texts;

    TimelineMarks(Supplier<Timeline> timeline, Texts texts) {
        this.timeline = timeline;
        this.texts = texts;
    }

    @Override
    public void marks(long from, long to, MarkVisitor visitor) {
        for (RunEvent event : timeline.get().marks(from, to)) {
            tell(event, visitor);
        }
    }

    private void tell(RunEvent event, MarkVisitor visitor) {
        switch (event) {
            case PoolEvent.ActionPerformed it -> action(it, visitor);
            case PoolEvent.JoinBegan _ -> visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.join"));
            case PoolEvent.JoinEnded _ -> visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.joinEnded"));
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
        String detail = event.text();
        boolean refused = detail.contains(REFUSED);
        if (detail.startsWith(NOTE)) {
            visitor.mark(event.nanos(), Kind.NOTE, detail.substring(NOTE.length()));
        } else if (!KEYED.matcher(detail).matches()) {
            visitor.mark(event.nanos(), Kind.NOTE, detail);
        } else if (refused) {
            // First, for a caption may be cut.
            visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.refused", detail));
        } else if (!(detail.startsWith("shutdown") || detail.startsWith("join"))) {
            visitor.mark(event.nanos(), Kind.ACTION, detail);
        }
    }
}
