package dev.poolscope.app.watch;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.RunEvent;
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
        switch (event.type()) {
            case ACTION -> action(event, visitor);
            case JOIN_BEGAN -> visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.join"));
            case JOIN_ENDED -> visitor.mark(event.nanos(), Kind.ACTION, texts.of("mark.joinEnded"));
            case SHUTDOWN_BEGAN -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.shutdown"));
            case TERMINATED -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.terminated"));
            case BROKEN -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.broken"));
            case STARVED -> visitor.mark(event.nanos(), Kind.END, texts.of("mark.starved"));
            case WORKER_START_FAILED ->
                visitor.mark(event.nanos(), Kind.END, texts.of("mark.startFailed", event.workerId()));
            case HOOK_FAILED -> {
                String hook = event.value("hook");
                visitor.mark(event.nanos(), Kind.END,
                        texts.of("mark.hookFailed", hook == null ? "hook" : hook.toLowerCase(Locale.ROOT),
                                event.workerId()));
            }
            default -> {
                // Told by the action that caused it.
            }
        }
    }

    private static void action(RunEvent event, MarkVisitor visitor) {
        String detail = event.detail();
        boolean refused = detail.contains(REFUSED);
        if (detail.startsWith(NOTE)) {
            visitor.mark(event.nanos(), Kind.NOTE, detail.substring(NOTE.length()));
        } else if (!KEYED.matcher(detail).matches()) {
            visitor.mark(event.nanos(), Kind.NOTE, detail);
        } else if (refused || !(detail.startsWith("shutdown") || detail.startsWith("join"))) {
            visitor.mark(event.nanos(), Kind.ACTION, detail);
        }
    }
}
