package dev.poolscope.app.lesson;

import java.util.List;
import java.util.stream.Collectors;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.JdkFact;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.AskedValues;
import dev.poolscope.lesson.play.Grade;
import dev.poolscope.lesson.play.Grading;
import org.jspecify.annotations.Nullable;

/** What is said when a step is revealed: what was predicted beside what happened, and how that was found. */
final class RevealPhrases {
    private final Texts texts;
    private final Step step;
    private final Evaluator on;
    private final String here;

    /** The words for a step; {@code shown} if a moment, or a changed run, is shown with them. */
    RevealPhrases(Texts texts, Step step, Evaluator on, boolean shown) {
        this.texts = texts;
        this.step = step;
        this.on = on;
        here = shown ? texts.of(step instanceof Step.Change ? "lesson.hereIsTheRun" : "lesson.hereIsTheMoment") : "";
    }

    private String withPlace(String sentence) {
        return (sentence + " " + here).strip();
    }

    private boolean isFact() {
        return fact() != null;
    }

    private @Nullable JdkFact fact() {
        return step instanceof Step.Question question && question.asked() instanceof Asked.Pick pick
                ? pick.options().stream().map(Asked.Option::fact).filter(each -> each != null).findFirst().orElse(null)
                : null;
    }

    /** What was predicted, beside what happened. */
    String said(Grade grade) {
        String given = bare(grade.given());
        String expected = bare(grade.expected());
        return switch (grade.verdict()) {
            case RIGHT -> withPlace(step instanceof Step.Change
                    ? texts.of("lesson.changeHolds", given)
                    : isFact()
                            ? texts.of("lesson.saidRightFact", given)
                            : grade.isExact()
                                    ? texts.of("lesson.saidRight", given)
                                    : texts.of("lesson.saidNear", given, expected, grade.tolerance()));
            case WRONG -> withPlace(step instanceof Step.Change
                    ? texts.of("lesson.changeFails", given, bare(grade.why()))
                    : texts.of(isFact() ? "lesson.saidFact" : "lesson.said", given, expected));
            case NOT_GRADED -> "";
            case NOT_KNOWN -> texts.of("lesson.notKnown", given);
        };
    }

    /** What happened, for those who have predicted nothing. */
    String solution() {
        return step instanceof Step.Question question && !(question.asked() instanceof Asked.Why)
                ? texts.of(isFact() ? "lesson.is" : "lesson.was", bare(right(question.asked())))
                : "";
    }

    private static String bare(String sentence) {
        return sentence.replaceFirst("[.]$", "");
    }

    private String right(Asked asked) {
        return switch (asked) {
            case Asked.Pick pick -> {
                var right = Grading.right(pick, on);
                yield right == null
                        ? ""
                        : right.stream().map(number -> pick.options().get(number - 1).text().filled(on))
                                .collect(Collectors.joining("; "));
            }
            case Asked.Quantity number -> Grading.text(number, on.value(number.answer()));
            case Asked.Order order -> on.value(order.answer()).text();
            case Asked.Point point -> Grading.place(point, on);
            case Asked.Why _ -> "";
        };
    }

    /** What was asked of the run, and what it said. */
    String computed() {
        JdkFact fact = fact();
        if (fact != null) {
            return texts.of("lesson.fact", fact.sentence());
        }
        List<String> values = AskedValues.of(step, on);
        return values.isEmpty() ? "" : texts.of("lesson.computed", String.join("; ", values));
    }
}
