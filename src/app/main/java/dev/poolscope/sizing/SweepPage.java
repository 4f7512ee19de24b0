package dev.poolscope.sizing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.errorprone.annotations.FormatMethod;
import dev.poolscope.session.report.Html;
import dev.poolscope.stats.LegibleSentence;
import dev.poolscope.theory.Theory;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;

/** A sweep as one page for a browser or a printer, with its curves; it needs no other file and no script. */
final class SweepPage {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 78;
    private static final int BOTTOM = 40;
    private static final int TOP = 14;
    private static final int RIGHT = 14;
    private static final List<String> COLORS = List.of("#1f6feb", "#b35900", "#2e7d32", "#8e24aa", "#00838f",
            "#c62828");
    private final SweepResult result;

    private SweepPage(SweepResult result) {
        this.result = result;
    }

    static String of(SweepResult result, boolean simulated) {
        String name = result.plan().scenario().name();
        Html html = Html.page(name + ": a sweep");
        html.element("h1", name + ": " + result.plan().variations().stream().map(Variation::path)
                .collect(Collectors.joining(", ")));
        for (String sentence : SweepAnswer.of(result)) {
            html.markup("<p><strong>" + Html.escaped(LegibleSentence.of(sentence)) + "</strong></p>");
        }
        SweepTable.remarks(result, simulated).forEach(remark -> html.element("p", "soft", LegibleSentence.of(remark)));
        new SweepPage(result).curves(html);
        html.element("h2", "Numbers");
        Html.Table table = html.table(SweepTable.headings(result).toArray(new String[0]));
        SweepTable.rows(result).forEach(row -> table.row(row.toArray()));
        table.end();
        html.element("h2", result.plan().load() == null ? "The scenario" : "The recorded scenario");
        html.markup("<pre>" + Html.escaped(ScenarioWriter.write(result.plan().scenario())) + "</pre>");
        return html.markup("</body></html>").toString();
    }

    private void curves(Html html) {
        Set<Quantity> drawn = new LinkedHashSet<>();
        result.plan().goals().forEach(goal -> drawn.add(goal.quantity()));
        if (drawn.isEmpty()) {
            drawn.add(new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99));
        }
        drawn.add(new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.MEAN));
        for (Quantity quantity : drawn) {
            html.element("h2", quantity.key());
            html.markup(svg(quantity));
        }
        html.element("p", "soft", (result.plan().seeds() > 1
                ? "Dots: the mean over the seeds, hollow where the pool is saturated; bars: 95 % intervals;"
                : "Dots: the one run of each value, hollow where the pool is saturated;")
                + (result.plan().load() == null ? " diamonds: theory, where it applies;" : "") + " dashed: a goal.");
    }

    private String svg(Quantity quantity) {
        CurveScale scale = CurveScale.of(result, quantity);
        StringBuilder svg = new StringBuilder(format(
                "<svg viewBox=\"0 0 %d %d\" style=\"width:100%%;max-width:%dpx;font:12px system-ui,sans-serif\" fill=\"currentColor\" role=\"img\" aria-label=\"%s by %s\">",
                WIDTH, HEIGHT, WIDTH,
                Html.escaped(quantity.key()), Html.escaped(result.plan().variations().getFirst().path())));
        for (double tick : scale.ticks()) {
            double y = y(scale, tick);
            svg.append(format("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d8dee4\"/>", LEFT,
                    WIDTH - RIGHT, y, y))
                    .append(format("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4,
                            Html.escaped(SweepNumbers.of(quantity, tick))));
        }
        List<String> values = result.plan().variations().getFirst().values();
        int every = 1 + values.size() / 24;
        for (int i = 0; i < values.size(); i += every) {
            svg.append(format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(i), HEIGHT - 22,
                    Html.escaped(values.get(i))));
        }
        svg.append(format("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + WIDTH) / 2, HEIGHT - 6,
                Html.escaped(result.plan().variations().getFirst().path())));
        for (Expectation goal : result.plan().goals()) {
            double bound = GoalState.bound(goal);
            if (goal.quantity().equals(quantity) && !(goal.bound() instanceof Expectation.Bound.OfSubmitted)
                    && !Double.isNaN(bound)) {
                svg.append(format(
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#c62828\" stroke-dasharray=\"6 4\"/>",
                        LEFT, WIDTH - RIGHT, y(scale, bound), y(scale, bound)));
            }
        }
        List<List<SweepPoint>> curves = result.curves();
        for (int i = 0; i < curves.size(); i++) {
            curve(svg, curves.get(i), quantity, scale, COLORS.get(i % COLORS.size()));
        }
        return svg.append("</svg>").append(legend()).toString();
    }

    private String legend() {
        List<Variation> variations = result.plan().variations();
        if (variations.size() == 1) {
            return "";
        }
        List<String> names = new ArrayList<>();
        List<List<SweepPoint>> curves = result.curves();
        for (int i = 0; i < curves.size(); i++) {
            SweepPoint first = curves.get(i).getFirst();
            StringBuilder name = new StringBuilder();
            for (int v = 1; v < variations.size(); v++) {
                name.append(name.isEmpty() ? "" : ", ").append(variations.get(v).describe(first.values().get(v)));
            }
            names.add("<span style=\"color:" + COLORS.get(i % COLORS.size()) + "\">&#9679; "
                    + Html.escaped(name.toString())
                    + "</span>");
        }
        return "<p>" + String.join(" &nbsp; ", names) + "</p>";
    }

    private void curve(StringBuilder svg, List<SweepPoint> curve, Quantity quantity, CurveScale scale, String color) {
        StringBuilder path = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < curve.size(); i++) {
            SweepPoint point = curve.get(i);
            Estimate estimate = point.estimate(quantity);
            if (Double.isNaN(estimate.mean())) {
                continue;
            }
            double y = y(scale, estimate.mean());
            path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(i), y));
            if (estimate.hasInterval()) {
                marks.append(format(
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
                        x(i),
                        x(i), y(scale, Math.max(0, estimate.low())), y(scale, estimate.high()), color));
            }
            marks.append(format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" stroke=\"%s\"><title>%s</title></circle>",
                    x(i), y, point.saturated() ? "#fff" : color, color,
                    Html.escaped(result.plan().variations().getFirst().describe(point.values().getFirst()) + ": "
                            + SweepNumbers.of(quantity, estimate))));
            OptionalDouble theory = point.theory() instanceof Theory.Steady steady
                    ? steady.predict(quantity)
                    : OptionalDouble.empty();
            if (theory.isPresent()) {
                double at = y(scale, theory.getAsDouble());
                marks.append(
                        format("<path d=\"M%.1f %.1fl5 5l-5 5l-5-5z\" fill=\"none\" stroke=\"currentColor\"/>", x(i),
                                at - 5));
            }
        }
        svg.append("<path d=\"").append(path).append("\" fill=\"none\" stroke=\"").append(color).append("\"/>")
                .append(marks);
    }

    private double x(int index) {
        int count = result.plan().variations().getFirst().values().size();
        return LEFT + (WIDTH - LEFT - RIGHT) * (index + 0.5) / count;
    }

    private static double y(CurveScale scale, double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - scale.place(value));
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
