package dev.poolscope.lesson.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.lesson.model.Reveal;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.model.Trust;
import dev.poolscope.lesson.play.LessonRuns;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.simulation.StandstillException;
import dev.poolscope.stats.LegibleTime;

/**
 * Looks for answers that hang on chance: each lesson is simulated many times, late by chance, in all its variations.
 *
 * <p>A virtual clock alone breaks each tie the same way each time, so seeds find nothing: see {@link Jitter} for the delays. Of a
 * decision the answer must be the same in all trials, and with twice the delays too; of a time it must stay within its tolerance. What
 * is drawn at random is tried with other seeds and without delays. Exactly one option of a pick must hold in each trial, or at
 * least one of several.
 */
public final class LessonCheck {
    /** How many trials are enough to see what happens in one of fifty runs. */
    public static final int TRIALS = 100;

    private static final int VIRTUAL_TRIALS = 5;
    private static final int LARGEST_FACTOR = 16;
    private static final int TRIALS_OF_MARGIN = 27;

    private final Lesson lesson;
    private final int trials;
    private final List<Finding> faults = new ArrayList<>();
    private final Map<Integer, Integer> heldAt = new HashMap<>();

    private LessonCheck(Lesson lesson, int trials) {
        this.lesson = lesson;
        this.trials = trials;
    }

    /**
     * One thing that is wrong with a lesson.
     *
     * @param line where the step stands in the file, from 1
     * @param column where in its line, from 1
     * @param message what was found; one line
     */
    public record Finding(int line, int column, String message) {}

    /**
     * What a check found.
     *
     * @param faults why the lesson is refused, in the order of the file; empty if it is not
     * @param margins up to which delay each decision holds, in words; empty after a fault
     * @param trials how many trials there were of each variation
     */
    public record Result(List<Finding> faults, List<String> margins, int trials) {
        /** Copies the lists. */
        public Result {
            faults = List.copyOf(faults);
            margins = List.copyOf(margins);
        }
    }

    /**
     * Checks a lesson.
     *
     * @param lesson which
     * @param trials how many trials of each variation, 1 or more; {@link #TRIALS} to be sure
     * @return what was found
     */
    public static Result of(Lesson lesson, int trials) {
        LessonCheck check = new LessonCheck(lesson, trials);
        Said said = new Said();
        for (int i = 0; i < lesson.steps().size(); i++) {
            int number = i + 1;
            said.next(lesson.steps().get(i)).forEach(expression -> check.fault(number,
                    "what is said by then gives the answer away: {" + expression + "}"));
        }
        for (LessonVariation variation : lesson.variations()) {
            if (check.faults.isEmpty()) {
                check.variation(variation);
            }
        }
        return new Result(check.faults, check.faults.isEmpty() ? check.margins() : List.of(), trials);
    }

    private void fault(int number, String message) {
        Step step = lesson.steps().get(number - 1);
        faults.add(new Finding(step.line(), step.column(), "step " + number + ": " + message));
    }

    private static String of(LessonVariation variation) {
        return variation.text().isEmpty() ? "" : " (" + variation.text() + ")";
    }

    private void variation(LessonVariation variation) {
        try {
            LessonRuns plain = new LessonRuns(variation);
            Map<Integer, AnswerOf> answers = new HashMap<>();
            Foreseen foreseen = new Foreseen(plain);
            for (int number = 1; number <= lesson.steps().size(); number++) {
                switch (lesson.steps().get(number - 1)) {
                    case Step.Question question -> {
                        AnswerOf answer = AnswerOf.question(question, plain);
                        sound(number, question, answer, variation);
                        if (foreseen.tells(question, answer.right())) {
                            fault(number, "a picture that was shown before tells the answer" + of(variation)
                                    + ": it goes until " + LegibleTime.moment(foreseen.until(question.on()))
                                    + "; ask this first, or let the reveal before it end earlier");
                        }
                        foreseen.shows(question.on(), question.reveal());
                        shown(number, question.on(), question.reveal(), plain, variation);
                        answers.put(number, answer);
                    }
                    case Step.Change change -> {
                        shown(number, change.on(), change.reveal(), plain, variation);
                        foreseen.shows(change.on(), change.reveal());
                        change(number, change, plain, variation);
                    }
                    case Step.Text _,Step.Show _ -> {
                        // asks nothing
                    }
                }
            }
            if (faults.isEmpty()) {
                tried(variation, answers);
            }
        } catch (StandstillException still) {
            fault(1, "a run cannot be simulated" + of(variation) + ": " + still.getMessage());
        }
    }

    /** Whether there is an answer at all, without any delay. */
    private void sound(int number, Step.Question question, AnswerOf answer, LessonVariation variation) {
        if (question.asked() instanceof Asked.Pick pick && !pick.isFact()) {
            int right = answer.options();
            if (right != 1 && !(pick.many() && right > 1)) {
                fault(number, right == 0
                        ? "no option holds" + of(variation) + "; exactly one must"
                        : right + " options hold" + of(variation) + ": " + answer.text() + "; exactly one must");
            }
        } else if (answer.isNone()) {
            fault(number, "the answer is none" + of(variation) + ": " + answer.asked());
        }
    }

    private void shown(int number, String on, Reveal reveal, LessonRuns runs, LessonVariation variation) {
        Evaluator evaluator = runs.evaluator(on);
        for (Expression place : new Expression[]{reveal.at(), reveal.until(), reveal.select()}) {
            if (place != null && evaluator.value(place) instanceof Value.None) {
                fault(number, "what is revealed is none" + of(variation) + ": " + place.text());
            }
        }
    }

    private void change(int number, Step.Change change, LessonRuns runs, LessonVariation variation) {
        Evaluator evaluator = runs.evaluator(change.on());
        if (change.expect().stream().allMatch(evaluator::holds)) {
            fault(number, "all that is expected holds before anything is changed" + of(variation));
        }
    }

    /** The trials, and the growing delays after them. */
    private void tried(LessonVariation variation, Map<Integer, AnswerOf> plain) {
        Map<Integer, AnswerOf> decisions = new HashMap<>();
        plain.forEach((number, answer) -> {
            Step.Question question = (Step.Question) lesson.steps().get(number - 1);
            if (question.trust() == Trust.VIRTUAL) {
                drawn(variation, number, question, answer);
            }
        });
        trials(variation, plain, 1, trials, decisions);
        for (int factor = 2; factor <= LARGEST_FACTOR && !decisions.isEmpty() && faults.isEmpty(); factor *= 2) {
            growing(variation, decisions, factor);
        }
    }

    private void drawn(LessonVariation variation, int number, Step.Question question, AnswerOf plain) {
        for (int seed = 1; seed <= Math.min(trials, VIRTUAL_TRIALS); seed++) {
            AnswerOf answer = AnswerOf.question(question, LessonRuns.drawn(variation, seed));
            if (!answer.agrees(plain)) {
                fault(number,
                        "the answer hangs on the seed" + of(variation) + ": with the seed " + seed + " it is "
                                + answer.text()
                                + ", not " + plain.text());
                return;
            }
        }
    }

    private void trials(LessonVariation variation, Map<Integer, AnswerOf> plain, int factor, int count,
            Map<Integer, AnswerOf> decisions) {
        Map<Integer, Integer> differing = new HashMap<>();
        Map<Integer, String> other = new HashMap<>();
        for (int trial = 1; trial <= count; trial++) {
            LessonRuns late = LessonRuns.late(variation, new Jitter(trial, factor));
            plain.forEach((number, right) -> {
                Step.Question question = (Step.Question) lesson.steps().get(number - 1);
                if (question.trust() != Trust.VIRTUAL && !right.isFact()) {
                    AnswerOf answer = AnswerOf.question(question, late);
                    if (!answer.agrees(right)) {
                        differing.merge(number, 1, Integer::sum);
                        other.putIfAbsent(number, answer.text());
                    }
                }
            });
        }
        for (int number : plain.keySet().stream().sorted().toList()) {
            Step.Question question = (Step.Question) lesson.steps().get(number - 1);
            AnswerOf right = plain.get(number);
            if (right == null || question.trust() == Trust.VIRTUAL || right.isFact()) {
                continue;
            }
            Integer times = differing.get(number);
            if (times != null) {
                fault(number, "the answer hangs on chance" + of(variation) + ": with delays up to "
                        + LegibleTime.round(Jitter.LATEST.toNanos() * factor) + " it is " + other.get(number) + " in "
                        + times
                        + " of " + count + " trials, not " + right.text() + "; " + right.asked());
            } else if (question.trust() == Trust.DECISION) {
                decisions.put(number, right);
            }
        }
    }

    /** Doubles the delays: what fails drops out with the last factor at which it held. */
    private void growing(LessonVariation variation, Map<Integer, AnswerOf> decisions, int factor) {
        List<Integer> before = decisions.keySet().stream().sorted().toList();
        int count = factor == 2 ? trials : Math.min(trials, TRIALS_OF_MARGIN);
        if (factor == 2) {
            trials(variation, Map.copyOf(decisions), factor, count, new HashMap<>());
        }
        for (int trial = 1; trial <= count && factor > 2; trial++) {
            LessonRuns late = LessonRuns.late(variation, new Jitter(trial, factor));
            decisions.entrySet().removeIf(each -> !AnswerOf
                    .question((Step.Question) lesson.steps().get(each.getKey() - 1), late).agrees(each.getValue()));
        }
        for (int number : before) {
            // The least of all variations counts.
            int held = decisions.containsKey(number) ? factor : factor / 2;
            if (factor == LARGEST_FACTOR || !decisions.containsKey(number)) {
                heldAt.merge(number, held, Math::min);
            }
        }
    }

    private List<String> margins() {
        List<String> margins = new ArrayList<>();
        heldAt.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> {
            Step.Question question = (Step.Question) lesson.steps().get(each.getKey() - 1);
            String asked = AnswerOf.asked(question);
            if (!asked.isEmpty()) {
                Duration margin = Jitter.LATEST.multipliedBy(each.getValue());
                margins.add("margin " + (each.getValue() >= LARGEST_FACTOR ? "of at least " : "")
                        + LegibleTime.round(margin.toNanos()) + ": step " + each.getKey() + ", " + asked);
            }
        });
        return margins;
    }
}
