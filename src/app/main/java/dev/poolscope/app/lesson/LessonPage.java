package dev.poolscope.app.lesson;

import java.util.Locale;
import java.util.StringJoiner;

import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/**
 * A lesson on paper, as a page of HTML that stands for itself, for A4 and Letter, in black and white: the questions with room for a
 * prediction in ink, or the answers with the moments that are shown.
 */
final class LessonPage {
    private static final String STYLE = """
                                        :root{color-scheme:light}@page{margin:15mm}
                                        body{font:10.5pt/1.35 serif;max-width:17cm;margin:1cm auto;color:#000;background:#fff}
                                        @media print{body{margin:0 auto}}
                                        h1{font-size:18pt;margin:0}h2{font-size:11.5pt;margin:1em 0 .3em;break-after:avoid}
                                        section{break-inside:avoid}ol{margin:.3em 0}p{margin:.5em 0;orphans:3;widows:3}
                                        table{border-collapse:collapse;break-inside:avoid}td,th{border:1px solid #999;
                                        padding:2px 6px;text-align:left;vertical-align:top}
                                        .room{border-bottom:1px solid #000;height:2.4em;line-height:1.2}
                                        .small{font-size:9pt;white-space:pre-line}svg{width:100%;font:9px sans-serif}
                                        """;
    private static final int MOST_LANES = 8;

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
                text(LessonText.plain(step.text()));
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
            html.append(LanesDrawing.empty(Math.clamp(ShownRun.slots(lesson.scenario()), 1, MOST_LANES),
                    length(lesson.scenario())));
            html.append("</section>");
        }
        return html.append("</body></html>\n").toString();
    }

    private static long length(Scenario scenario) {
        return scenario.duration() == null ? 10_000_000_000L : scenario.duration().toNanos();
    }

    private void scenario(Scenario scenario) {
        html.append("<table><tr><th>pool</th><td>");
        text(pool(scenario.pool()));
        html.append("</td></tr>");
        for (StreamSpec stream : scenario.streams()) {
            html.append("<tr><th>tasks: ");
            text(stream.name());
            html.append("</th><td>");
            text(lesson.streamText(stream.name()));
            html.append("</td></tr>");
        }
        for (TimedAction timed : scenario.actions()) {
            if (!(timed.action() instanceof Action.Note)) {
                html.append("<tr><th>at ");
                text(DurationText.format(timed.at()));
                html.append("</th><td>");
                text(timed.action().words());
                html.append("</td></tr>");
            }
        }
        if (scenario.duration() != null) {
            html.append("<tr><th>length</th><td>");
            text(DurationText.format(scenario.duration()));
            html.append("</td></tr>");
        }
        html.append("</table>");
    }

    private static String pool(PoolSpec pool) {
        StringJoiner words = new StringJoiner(", ").add(pool.kind().className());
        if (pool.maxWorkers() > 0) {
            words.add("at most " + pool.maxWorkers() + " workers");
        }
        words.add(pool.workerType().name().toLowerCase(Locale.ROOT) + " threads");
        words.add("idle timeout " + (pool.idleTimeout() == null ? "never" : DurationText.format(pool.idleTimeout())));
        if (pool.maxTasksPerWorker() > 0) {
            words.add(pool.maxTasksPerWorker() + " tasks for each worker");
        }
        hook("initializer", pool.initializer(), words);
        hook("finalizer", pool.finalizer(), words);
        return words.toString();
    }

    private static void hook(String name, @Nullable HookSpec hook, StringJoiner words) {
        if (hook != null) {
            words.add(name + " of " + DurationText.format(hook.takes())
                    + (hook.failsOnWorker() > 0 ? ", which fails in worker " + hook.failsOnWorker() : ""));
        }
    }

    private void options(StepView step) {
        if (!step.values().isEmpty()) {
            html.append("<p class=\"small\">");
            text("As it stands:\n" + String.join("\n", step.values()));
            html.append("</p>");
        }
        if (!step.options().isEmpty()) {
            html.append("<ol>");
            for (String option : step.options()) {
                html.append("<li>");
                text(LessonText.plain(option));
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
        text(LessonText.plain(solution.said()));
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
        text(LessonText.plain(words));
        html.append("</p>");
    }

    private void text(String words) {
        html.append(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
