package dev.poolscope.app.lesson;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

import dev.poolscope.app.fx.Selected;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.workload.model.DurationText;
import org.jspecify.annotations.Nullable;

/** Questions that fit what is selected in a run, and the file of a lesson that asks one of them. Its answers come from the run. */
public final class NewLesson {
    private NewLesson() {}

    /**
     * A question.
     *
     * @param words what is asked
     * @param step the step of the file
     */
    public record Question(String words, String step) {}

    /**
     * Finds questions.
     *
     * @param selected what is selected; null for nothing
     * @param moment of the cursor, in nanoseconds; empty for none
     * @param workers how many workers the pool may have
     */
    public static List<Question> questions(@Nullable Selected selected, OptionalLong moment, int workers) {
        List<Question> fitting = new ArrayList<>();
        switch (selected) {
            case Selected.Task(long id) -> {
                fitting.add(taker(id, workers));
                fitting.add(number("How many tasks stand in the queue ahead of task " + id + " when it comes?",
                        "task(" + id + ").ahead", "", "0", "task(" + id + ").submitted", "task(" + id + ")"));
                fitting.add(number("How long does task " + id + " wait?", "task(" + id + ").wait", "ms", "20%",
                        "task(" + id + ").started", "task(" + id + ")"));
            }
            case Selected.Worker(int id) -> {
                fitting.add(reason(id));
                fitting.add(point(id));
            }
            case null, default -> {
                // a line of the log is asked about by its moment
            }
        }
        if (moment.isPresent()) {
            String at = DurationText.format(Duration.ofMillis(Math.max(0, moment.getAsLong() / 1_000_000)));
            fitting.add(number("How many workers are alive at " + at + "?", "alive(at " + at + ")", "", "0", at, ""));
            fitting.add(number("How many tasks are pending at " + at + "?", "depth(at " + at + ")", "", "0", at, ""));
        }
        return fitting;
    }

    private static Question taker(long task, int workers) {
        String words = "Who takes task " + task + "?";
        StringBuilder step = begin(words).append("    pick:\n");
        for (int worker = 1; worker <= Math.clamp(workers, 2, 8); worker++) {
            step.append("      - { text: \"Worker ").append(worker).append("\", when: task(").append(task)
                    .append(").worker == ").append(worker).append(" }\n");
        }
        step.append("      - { text: \"Another worker, or none\" , when: task(").append(task).append(").worker > ")
                .append(Math.clamp(workers, 2, 8)).append(" or task(").append(task).append(").worker == none }\n");
        return new Question(words, end(step, "task(" + task + ").started", "task(" + task + ")"));
    }

    private static Question reason(int worker) {
        String words = "Why does worker " + worker + " retire?";
        StringBuilder step = begin(words).append("    pick:\n");
        for (RetirementReason reason : RetirementReason.values()) {
            step.append("      - { text: \"").append(reason.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append("\", when: worker(").append(worker).append(").retired.reason == ").append(reason.name())
                    .append(" }\n");
        }
        return new Question(words, end(step, "worker(" + worker + ").retired.at", "worker(" + worker + ")"));
    }

    private static Question point(int worker) {
        String words = "Point at the moment when worker " + worker + " goes home.";
        StringBuilder step = begin(words).append("    point: { lane: ").append(worker).append(", at: worker(")
                .append(worker).append(").retired.at, tolerance: 200ms }\n");
        return new Question(words, end(step, "worker(" + worker + ").retired.at", "worker(" + worker + ")"));
    }

    private static Question number(String words, String answer, String unit, String tolerance, String at,
            String select) {
        StringBuilder step = begin(words).append("    number:\n      answer: ").append(answer).append('\n');
        if (!unit.isEmpty()) {
            step.append("      unit: ").append(unit).append('\n');
        }
        if (!tolerance.equals("0")) {
            step.append("      tolerance: ").append(tolerance).append('\n');
        }
        return new Question(words, end(step, at, select));
    }

    private static StringBuilder begin(String words) {
        return new StringBuilder("  - question: \"").append(words).append("\"\n    on: base\n");
    }

    private static String end(StringBuilder step, String at, String select) {
        step.append("    hint: What does the pool know at this moment?\n    reveal:\n      at: ").append(at)
                .append('\n');
        if (!select.isEmpty()) {
            step.append("      select: ").append(select).append('\n');
        }
        return step.append("      explain: Write three sentences here. Why did it happen? What is the rule?\n")
                .toString();
    }

    /**
     * Writes the file.
     *
     * @param title of the lesson
     * @param scenario the name of the scenario's file beside it, without its ending
     */
    public static String file(String title, String scenario, Question question) {
        return """
               # A lesson with one question. The answer is computed from the run. Change the words; 'poolscope check' says what is wrong.
               lesson: 1
               title: "%s"
               idea: Write in one sentence what a student takes away.
               for: Write for whom this is
               know: Write what must be known before
               minutes: 5
               before: []
               runs:
                 base: { scenario: %s }
               steps:
                 - text: Describe the pool and what comes to it.
               """
                .formatted(title.replace("\\", " ").replace("\"", "'"), scenario) + question.step();
    }
}
