package dev.poolscope.app.explain;

import java.util.Locale;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.story.Causes;
import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;

/** Puts lines of the log into words. */
final class EventPhrases {
    private final Texts texts;

    EventPhrases(Texts texts) {
        this.texts = texts;
    }

    String type(EventType type) {
        return texts.of("event." + type);
    }

    /** The detail, with due times as what people ask of them: how late it was; and causes without the classes of this program. */
    String detail(RunEvent event) {
        return switch (event) {
            case TaskEvent.Submitted it -> late(it.nanos() - it.dueNanos());
            case PoolEvent.Rejected it -> late(it.nanos() - it.dueNanos());
            case TaskEvent.Failed it -> Causes.plain(it.cause());
            case WorkerEvent.StartFailed it -> Causes.plain(it.cause());
            case PoolEvent.Broken it -> Causes.plain(it.cause());
            case PoolEvent.HookFailed it -> texts.of("event.hookFailed",
                    texts.of("story." + it.hook().name().toLowerCase(Locale.ROOT)), Causes.plain(it.cause()));
            case TaskEvent _,WorkerEvent _,PoolEvent _ -> EventText.detail(event);
        };
    }

    private String late(long late) {
        return late <= 0 ? texts.of("event.onTime") : texts.of("event.late", TimeText.duration(late));
    }
}
