package dev.poolscope.app.explain;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;

/** Puts lines of the log into words. */
final class EventPhrases {
    private final Texts texts;

    EventPhrases(Texts texts) {
        this.texts = texts;
    }

    String type(EventType type) {
        return texts.of("event." + type);
    }

    /** The detail, with due times as what people ask of them: how late it was. */
    String detail(RunEvent event) {
        if (event.type() == EventType.SUBMITTED || event.type() == EventType.REJECTED) {
            long late = event.nanos() - event.number("due", event.nanos());
            return late <= 0 ? texts.of("event.onTime") : texts.of("event.late", TimeText.duration(late));
        }
        String cause = event.value("cause");
        return cause != null && event.detail().startsWith("cause=") ? cause : event.detail();
    }
}
