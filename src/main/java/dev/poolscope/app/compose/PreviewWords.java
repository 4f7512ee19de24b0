package dev.poolscope.app.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.poolscope.app.chart.ArrivalCurve;
import dev.poolscope.app.chart.ArrivalCurve.StreamCurve;
import dev.poolscope.app.chart.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.TimedAction;

/** Says what the preview shows: in one line, for those who cannot see it, and at the moment under the pointer. */
final class PreviewWords {
    // The pointer cannot be held closer to a moment than this part of the picture.
    private static final int NEAR = 100;
    private static final long SECOND = 1_000_000_000L;

    private final Texts texts;
    private final StreamWords streams;

    PreviewWords(Texts texts) {
        this.texts = texts;
        this.streams = new StreamWords(texts);
    }

    String summary(ArrivalCurve curve) {
        boolean loops = curve.streams().stream().anyMatch(stream -> stream.users() > 0);
        double tasks = curve.expected();
        if (tasks == 0) {
            return texts.of(loops ? "compose.preview.onlyLoops" : "compose.preview.none");
        }
        String words = curve.open()
                ? texts.of("compose.preview.open")
                : Math.round(tasks) <= 1
                        ? texts.of("compose.preview.one")
                        : texts.of("compose.preview.tasks", String.format(Locale.ROOT, "%,d", Math.round(tasks)));
        return loops ? texts.of("compose.preview.loops", words) : words;
    }

    String role(Draft draft, ArrivalCurve curve) {
        return texts.of("compose.preview.role", summary(curve), draft.scenario().streams().stream()
                .map(stream -> stream.name() + ": " + streams.of(stream)).collect(Collectors.joining(". ")));
    }

    /** What is expected around a moment. */
    String at(ArrivalCurve curve, long moment) {
        long near = curve.lengthNanos() / NEAR;
        List<String> lines = new ArrayList<>();
        lines.add(TimeText.moment(moment));
        for (StreamCurve stream : curve.streams()) {
            if (stream.users() > 0) {
                if (moment >= stream.from() && moment < stream.until()) {
                    lines.add(texts.of("compose.preview.users", stream.name(), stream.users()));
                }
            } else {
                double rate = stream.expected(moment - near, moment + near) * SECOND / (2.0 * near);
                if (rate > 0) {
                    lines.add(texts.of("compose.preview.stream", stream.name(), number(rate)));
                }
            }
        }
        for (TimedAction timed : curve.actions()) {
            if (Math.abs(timed.at().toNanos() - moment) <= near) {
                lines.add(timed.action().text());
            }
        }
        return String.join("\n", lines);
    }

    private static String number(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate);
    }
}
