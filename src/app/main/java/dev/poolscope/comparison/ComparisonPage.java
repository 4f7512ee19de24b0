package dev.poolscope.comparison;

import java.util.List;

import dev.poolscope.session.report.Html;

/** A comparison as one page for a browser or a printer, which needs no other file and no script. */
public final class ComparisonPage {
    /** A longer table is not read; the JSON has all of them. */
    private static final int MOST_PAIRS = 50;

    private ComparisonPage() {}

    /**
     * Writes it.
     *
     * @param comparison of two runs
     * @param bounds what came of the bounds that were set
     * @return the markup
     */
    public static String of(Comparison comparison, List<Bound.Outcome> bounds) {
        Html html = Html.page("Two runs beside each other");
        html.element("h1", "Two runs beside each other").element("p", "A  " + ComparisonText.run(comparison.a()))
                .element("p", "B  " + ComparisonText.run(comparison.b()));
        bounds(html, bounds);
        changes(html, comparison);
        comparison.results().forEach(results -> results(html, results, comparison.resamples() > 0));
        html.element("p", "soft", Method.of(comparison));
        pairs(html, SideBySide.of(comparison));
        return html.markup("</body></html>").toString();
    }

    private static void bounds(Html html, List<Bound.Outcome> bounds) {
        if (bounds.isEmpty()) {
            return;
        }
        html.element("h2", "Bounds").markup(
                "<table><thead><tr><th>must not be</th><th>measured</th><th></th></tr></thead><tbody>");
        for (Bound.Outcome outcome : bounds) {
            html.markup("<tr>").element("td", outcome.bound().text()).element("td", outcome.measured())
                    .element("td", outcome.passed() ? "verdict-missed" : "verdict-held",
                            outcome.passed() ? "failed" : "ok")
                    .markup("</tr>");
        }
        html.markup("</tbody></table>");
    }

    private static void changes(Html html, Comparison comparison) {
        html.element("h2", "What was changed");
        if (comparison.changes().isEmpty()) {
            html.element("p", "Nothing that is known.");
        } else {
            Html.Table table = html.table("", "A", "B");
            comparison.changes().forEach(change -> table.row(change.what(), change.before(), change.after()));
            table.end();
        }
        if (comparison.a().scenario().isEmpty() || comparison.b().scenario().isEmpty()) {
            html.element("p", "soft", Changes.NOT_ALL);
        }
    }

    private static void results(Html html, Comparison.Results results, boolean judged) {
        results.stream().ifPresentOrElse(stream -> html.element("h3", "Stream " + stream),
                () -> html.element("h2", "What came of it"));
        Html.Table table = html.table("", "#A", "#B", "#difference", "#", judged ? "is it more than chance?" : "");
        results.rows().stream().filter(Result::isWorthShowing)
                .forEach(row -> table.row(row.measure().key(), ValueText.of(row.measure(), row.a()),
                        ValueText.of(row.measure(), row.b()), ValueText.difference(row), ValueText.percent(row),
                        judged ? ValueText.judgement(row) : ""));
        table.end();
    }

    private static void pairs(Html html, SideBySide tasks) {
        if (tasks.kinship().isEmpty()) {
            return;
        }
        html.element("h2", "Task beside task").element("p", tasks.kinship());
        List<TaskPair> most = tasks.mostChanged(MOST_PAIRS);
        if (!most.isEmpty()) {
            html.element("p", "soft", "Where the wait differs most; comparison.json has all of them.").markup("<ul>");
            most.forEach(pair -> html.element("li", pair.told()));
            html.markup("</ul>");
        }
    }
}
