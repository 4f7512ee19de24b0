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

/** Questions that fit what is selected in a run. Their answers come from the run. */
public final class NewLesson {
    private static final String EXPLAIN = "Say in three sentences why it happened, and what the rule is.";

    private NewLesson() {}

    /**
     * A question.
     *
     * @param words what is asked, at first
     * @param answer what a file has between the words and the hint: the form of the answer, and the expressions that give it
     * @param at the moment of the reveal, as a file has it
     * @param select what is selected then; empty for nothing
     */
    public record Question(String words, String answer, String at, String select) {}

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
            case Selected.Task(long id) -> ofTask(id, workers, fitting);
            case Selected.Worker(int id) -> ofWorker(id, fitting);
            case null, default -> {
                // a line of the log is asked about by its moment
            }
        }
        if (moment.isPresent()) {
            String at = DurationText.format(Duration.ofMillis(Math.max(0, moment.getAsLong() / 1_000_000)));
            fitting.add(
                    new Question("How many workers are alive at " + at + "?", number("alive(at " + at + ")", "", ""),
                            at, ""));
            fitting.add(
                    new Question("How many tasks are pending at " + at + "?", number("depth(at " + at + ")", "", ""),
                            at, ""));
        }
        return fitting;
    }

    private static void ofTask(long id, int workers, List<Question> fitting) {
        String task = "task(" + id + ")";
        fitting.add(new Question("Which worker takes task " + id + "?", taker(task, workers), task + ".started", task));
        fitting.add(new Question("How many tasks stand in the queue ahead of task " + id + " when it comes?",
                number(task + ".ahead", "", ""), task + ".submitted", task));
        fitting.add(new Question("How long does task " + id + " wait?", number(task + ".wait", "ms", "200ms"),
                task + ".started", task));
    }

    private static void ofWorker(int id, List<Question> fitting) {
        String worker = "worker(" + id + ")";
        fitting.add(new Question("Why does worker " + id + " retire?", reason(worker), worker + ".retired.at", worker));
        fitting.add(new Question("Point at the moment when worker " + id + " retires.", "    point: { lane: " + id
                + ", at: " + worker + ".retired.at, tolerance: 200ms }\n", worker + ".retired.at", worker));
        fitting.add(new Question("How many tasks are submitted before worker " + id + " is spawned?",
                number("count(SUBMITTED, before " + worker + ".spawned.at)", "", ""), worker + ".spawned.at", worker));
    }

    private static String taker(String task, int workers) {
        int most = Math.clamp(workers, 2, 8);
        StringBuilder pick = new StringBuilder("    pick:\n");
        for (int worker = 1; worker <= most; worker++) {
            pick.append("      - { text: \"Worker ").append(worker).append("\", when: ").append(task)
                    .append(".worker == ").append(worker).append(" }\n");
        }
        return pick.append("      - { text: \"Another worker, or none\", when: ").append(task).append(".worker > ")
                .append(most).append(" or ").append(task).append(".worker == none }\n").toString();
    }

    private static String reason(String worker) {
        StringBuilder pick = new StringBuilder("    pick:\n");
        for (RetirementReason reason : RetirementReason.values()) {
            pick.append("      - { text: \"").append(words(reason)).append("\", when: ").append(worker)
                    .append(".retired.reason == ").append(reason.name()).append(" }\n");
        }
        return pick.toString();
    }

    private static String words(RetirementReason reason) {
        String words = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String number(String answer, String unit, String tolerance) {
        return "    number:\n      answer: " + answer + "\n" + (unit.isEmpty() ? "" : "      unit: " + unit + "\n")
                + (tolerance.isEmpty() ? "" : "      tolerance: " + tolerance + "\n");
    }

    /** {@return what an explanation says before a teacher has written one} */
    static String explanationToWrite() {
        return EXPLAIN;
    }
}
