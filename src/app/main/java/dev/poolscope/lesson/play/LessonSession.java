package dev.poolscope.lesson.play;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Template;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.lesson.model.Reveal;
import dev.poolscope.lesson.model.Step;

/**
 * A student's way through a lesson: one step at a time, the prediction first, then what is shown. A prediction that is locked stays
 * so; one may go back at any time, and on when the prediction is locked. The window and the terminal both ask through this.
 *
 * <p>For one thread at a time. Filling in texts and grading simulates the runs of the lesson when they are asked for the
 * first time; {@link #prepare} does that beforehand, in another thread if one likes.
 */
public final class LessonSession {
    private final Lesson lesson;
    private final long seed;
    private final LessonRuns runs;
    private final Map<Integer, LockedPrediction> locked = new TreeMap<>();
    private int position = 1;

    /**
     * Begins at the first step.
     *
     * @param lesson which
     * @param seed the student's; it picks the variation
     */
    public LessonSession(Lesson lesson, long seed) {
        this.lesson = lesson;
        this.seed = seed;
        runs = new LessonRuns(lesson.variation(seed));
    }

    /** {@return which lesson} */
    public Lesson lesson() {
        return lesson;
    }

    /** {@return the student's seed} */
    public long seed() {
        return seed;
    }

    /** {@return the form that this student has of the lesson} */
    public LessonVariation variation() {
        return runs.variation();
    }

    /** {@return the runs that are asked; any thread may ask them} */
    public LessonRuns runs() {
        return runs;
    }

    /** Simulates all runs, in the calling thread, which need not be the one of the session. */
    public void prepare() {
        variation().runs().keySet().forEach(runs::facts);
    }

    /** {@return how many steps there are} */
    public int size() {
        return lesson.steps().size();
    }

    /** {@return the number of the present step, from 1} */
    public int position() {
        return position;
    }

    /** {@return the present step} */
    public Step step() {
        return lesson.steps().get(position - 1);
    }

    /** {@return whether the present step asks nothing, or its prediction is locked} */
    public boolean mayGoOn() {
        return !asks(step()) || locked.containsKey(position);
    }

    /** {@return whether the present step is the last one} */
    public boolean isLast() {
        return position == size();
    }

    /**
     * Goes to the next step.
     *
     * @throws IllegalStateException if there is none, or the prediction is not locked yet
     */
    public void next() {
        if (isLast()) {
            throw new IllegalStateException("this is the last step");
        }
        if (!mayGoOn()) {
            throw new IllegalStateException("the prediction comes first");
        }
        position++;
    }

    /**
     * Goes to the step before.
     *
     * @throws IllegalStateException if there is none
     */
    public void back() {
        if (position == 1) {
            throw new IllegalStateException("this is the first step");
        }
        position--;
    }

    /**
     * Tells whether a step asks for a prediction or a change.
     *
     * @param step which
     * @return whether it does
     */
    public static boolean asks(Step step) {
        return step instanceof Step.Question || step instanceof Step.Change;
    }

    private Evaluator evaluator() {
        return runs.evaluator(step().on());
    }

    /** A text without expressions needs no run. */
    private String filled(Template template) {
        return template.expressions().isEmpty() ? template.plain() : template.filled(evaluator());
    }

    /** {@return what the present step says or asks, filled in} */
    public String text() {
        return filled(step().text()).strip();
    }

    /** {@return the options of the present step, filled in; empty if it offers none} */
    public List<String> options() {
        return step() instanceof Step.Question question && question.asked() instanceof Asked.Pick pick
                ? pick.options().stream().map(option -> filled(option.text())).toList()
                : List.of();
    }

    /** {@return what helps with the present step, filled in; empty if there is nothing} */
    public String hint() {
        Template hint = switch (step()) {
            case Step.Question question -> question.hint();
            case Step.Change change -> change.hint();
            case Step.Text _,Step.Show _ -> null;
        };
        return hint == null ? "" : filled(hint);
    }

    /**
     * Locks a prediction of the present step.
     *
     * @param prediction what the student says, of the form that the step asks for
     * @param sureness how sure the student is
     * @param millis when, from the beginning of the session
     * @throws IllegalStateException if it is locked already, or nothing is asked
     */
    public void lock(Prediction prediction, Sureness sureness, long millis) {
        if (!asks(step())) {
            throw new IllegalStateException("this step asks nothing");
        }
        if (locked.putIfAbsent(position, new LockedPrediction(position, prediction, sureness, millis)) != null) {
            throw new IllegalStateException("the prediction is locked");
        }
    }

    /** {@return the prediction of the present step, if it is locked} */
    public Optional<LockedPrediction> locked() {
        return Optional.ofNullable(locked.get(position));
    }

    /**
     * Shows what the run says, when the prediction is locked.
     *
     * @return the place, the difference and the sentences
     * @throws IllegalStateException if the prediction is not locked
     */
    public Revealed reveal() {
        LockedPrediction said = locked.get(position);
        if (said == null) {
            throw new IllegalStateException("the prediction comes first");
        }
        Grade grade = new Grading(runs, seed).grade(step(), said.prediction());
        Reveal reveal = step() instanceof Step.Question question
                ? question.reveal()
                : ((Step.Change) step()).reveal();
        Value at = reveal.at() == null ? Value.None.NONE : evaluator().value(reveal.at());
        Value select = reveal.select() == null ? Value.None.NONE : evaluator().value(reveal.select());
        Long task = switch (select) {
            case Value.OfTask(var facts) when facts.id() > 0 -> facts.id();
            case Value.Amount(var id) -> (long) id;
            default -> null;
        };
        return new Revealed(step().on(), at instanceof Value.Time(var nanos) ? nanos : null, task,
                select instanceof Value.OfWorker(var worker) ? worker.number() : null, difference(grade),
                filled(reveal.explain()).strip(), grade);
    }

    private static String difference(Grade grade) {
        return switch (grade.verdict()) {
            case RIGHT -> grade.isExact()
                    ? "As you said: " + quoted(grade.given())
                    : "You said " + quoted(grade.given()) + " It is " + quoted(grade.expected())
                            + " That is near enough: " + ended(grade.tolerance());
            case WRONG -> grade.expected().isEmpty()
                    ? "You said " + quoted(grade.given()) + (grade.why().isEmpty() ? "" : " But " + ended(grade.why()))
                    : "You said " + quoted(grade.given()) + " It is " + quoted(grade.expected());
            case NOT_GRADED -> "You wrote " + quoted(grade.given());
            case NOT_KNOWN ->
                "You said " + quoted(grade.given()) + " What it is, is not known: the run lost what would tell.";
        };
    }

    /** In quotation marks: an answer may be a sentence with a colon of its own. */
    private static String quoted(String answer) {
        return '“' + answer.replaceFirst("[.]$", "") + "”.";
    }

    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?]") ? sentence : sentence + ".";
    }

    /** {@return what can be saved: all locked predictions} */
    public LessonAnswers answers() {
        return new LessonAnswers(lesson.name(), lesson.hash(), seed, new ArrayList<>(locked.values()));
    }

    /**
     * Takes up saved predictions again, and goes to the first step whose prediction is not locked.
     *
     * @param saved of this lesson and this seed
     * @throws IllegalArgumentException if they are of another lesson, another version of it, or another seed
     */
    public void restore(LessonAnswers saved) {
        saved.check(lesson);
        if (saved.seed() != seed) {
            throw new IllegalArgumentException("the answers are of the seed " + saved.seed() + ", not of " + seed);
        }
        Collection<LockedPrediction> all = saved.locked();
        all.forEach(each -> locked.putIfAbsent(each.step(), each));
        position = 1;
        while (mayGoOn() && !isLast()) {
            position++;
        }
    }
}
