package dev.poolscope.app.lesson;

import java.util.Locale;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;

/**
 * A lesson on paper, as a page of HTML that stands for itself, for A4 and Letter, in black and white: the questions with room for a
 * prediction in ink, or the answers with the moments that are shown.
 */
final class LessonPage {
    private static final String STYLE = """
                                        body{font:11pt/1.4 serif;max-width:17cm;margin:1cm auto;color:#000;background:#fff}
                                        h1{font-size:18pt;margin:0}h2{font-size:12pt;margin:1.2em 0 .3em;break-after:avoid}
                                        section{break-inside:avoid}ol{margin:.3em 0}table{border-collapse:collapse}td,th{border:1px solid #999;
                                        padding:2px 6px;text-align:left;vertical-align:top}.room{border-bottom:1px solid #000;margin:.9em 0;height:1em}
                                        .small{font-size:9pt}svg{width:100%;font:9px sans-serif}pre{white-space:pre-wrap}
                                        """;

    private final LessonPlay lesson;
    private final boolean answers;
    private final StringBuilder html = new StringBuilder();

    private LessonPage(LessonPlay lesson, boolean answers) {
        this.lesson = lesson;
        this.answers = answers;
    }

    /** {@return the page} */
    static String of(LessonPlay lesson, boolean answers) {
        return new LessonPage(lesson, answers).write();
    }

    private String write() {
        html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        text(lesson.title() + (answers ? ": answers" : ""));
        html.append("</title><style>").append(STYLE).append("</style></head><body><h1>");
        text(lesson.title() + (answers ? ": answers" : ""));
        html.append("</h1><p class=\"small\">");
        text(lesson.about());
        html.append("</p>");
        if (answers) {
            paragraph("The idea: " + lesson.idea());
        }
        scenario(lesson.scenario());
        int number = 0;
        for (int i = 0; i < lesson.size(); i++) {
            StepView step = lesson.step(i);
            html.append("<section>");
            if (step.asks()) {
                number++;
                html.append("<h2>").append(number).append(". ");
                text(LessonWords.plain(step.text()));
                html.append("</h2>");
                options(step);
                if (answers) {
                    answer(lesson.solution(i));
                } else {
                    room(step);
                }
            } else {
                for (String part : step.text().split("\n\n", -1)) {
                    paragraph(part);
                }
            }
            html.append("</section>");
        }
        if (!answers) {
            html.append("<section><h2>Draw your prediction here</h2>");
            html.append(LanesDrawing.empty(4, length(lesson.scenario())));
            html.append("</section>");
        }
        return html.append("</body></html>\n").toString();
    }

    private static long length(Scenario scenario) {
        return scenario.duration() == null ? 10_000_000_000L : scenario.duration().toNanos();
    }

    private void scenario(Scenario scenario) {
        html.append("<table><tr><th>pool</th><td>");
        text(scenario.pool().kind().className());
        html.append("</td></tr>");
        for (StreamSpec stream : scenario.streams()) {
            html.append("<tr><th>tasks: ");
            text(stream.name());
            html.append("</th><td>");
            text(lesson.streamText(stream.name()));
            html.append("</td></tr>");
        }
        if (scenario.duration() != null) {
            html.append("<tr><th>length</th><td>");
            text(DurationText.format(scenario.duration()));
            html.append("</td></tr>");
        }
        html.append("</table>");
    }

    private void options(StepView step) {
        if (!step.options().isEmpty()) {
            html.append("<ol>");
            for (String option : step.options()) {
                html.append("<li>");
                text(LessonWords.plain(option));
                html.append("</li>");
            }
            html.append("</ol>");
        }
    }

    private void room(StepView step) {
        String unit = step.unit().isEmpty() ? "" : " (" + step.unit() + ")";
        for (String field : new String[]{"I predict" + unit + " … because …", "I saw …",
                "The difference, in my words …"}) {
            html.append("<div class=\"room small\">");
            text(field);
            html.append("</div>");
        }
    }

    private void answer(RevealView solution) {
        html.append("<p><b>");
        text(LessonWords.plain(solution.said()));
        html.append("</b></p>");
        paragraph(solution.explanation());
        if (!solution.computed().isEmpty()) {
            html.append("<p class=\"small\">");
            text(solution.computed());
            html.append("</p>");
        }
        FinishedRun run = solution.run();
        if (run != null && run.summary().submitted() < 200) {
            long until = solution.moment() < 0 ? run.wholeLength().toNanos() : solution.until();
            html.append(LanesDrawing.of(run, until)).append("<p class=\"small\">");
            text(String.format(Locale.ROOT, "The workers until %.2f s.", until / 1e9));
            html.append("</p>");
        }
    }

    private void paragraph(String words) {
        html.append("<p>");
        text(LessonWords.plain(words));
        html.append("</p>");
    }

    private void text(String words) {
        html.append(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
