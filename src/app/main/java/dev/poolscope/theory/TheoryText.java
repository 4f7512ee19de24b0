package dev.poolscope.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.errorprone.annotations.FormatMethod;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.workload.model.Quantity;

/** What theory says, in lines for people. */
public final class TheoryText {
    private static final Quantity WAIT_P99 = new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99);

    private TheoryText() {}

    /**
     * Writes it.
     *
     * @param theory what theory says
     * @return a line or two; none where nothing applies
     */
    public static List<String> lines(Theory theory) {
        List<String> lines = new ArrayList<>();
        switch (theory) {
            case Theory.NotApplicable _ -> {
            }
            case Theory.Saturated saturated -> lines.add(format(
                    "offered load by the rates and means of the scenario %s on %s: utilisation %.2f, saturated; the queue grows for as long as tasks come",
                    LegibleCount.figures(saturated.offeredLoad()), LegibleCount.of(saturated.workers(), "worker"),
                    saturated.utilisation()));
            case Theory.Steady steady -> {
                lines.add(format("offered load by the rates and means of the scenario %s on %s: utilisation %.2f",
                        LegibleCount.figures(steady.queue().offeredLoad()),
                        LegibleCount.of(steady.queue().servers(), "worker"), steady.utilisation()));
                StringBuilder line = new StringBuilder(format("%s: wait.mean %s", steady.formula().title(),
                        LegibleTime.duration(Math.round(steady.meanWaitNanos()))));
                steady.predict(WAIT_P99).ifPresent(
                        p99 -> line.append(", wait.p99 ").append(LegibleTime.duration(Math.round(p99))));
                line.append(" in the steady state");
                if (!steady.broken().isEmpty()) {
                    line.append("; an approximation, for ").append(String.join(", and ", steady.broken()));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
