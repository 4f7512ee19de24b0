package dev.poolscope.lesson.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.JdkFact;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.stats.LegibleTime;
import org.jspecify.annotations.Nullable;

/** Grades predictions by what runs say: the same for the window, the terminal and files of answers. */
public final class Grading {
    private final LessonRuns runs;
    private final long seed;

    /**
     * Makes one.
     *
     * @param runs what is asked
     * @param seed the student's; what changed scenarios are tried with is drawn from it
     */
    public Grading(LessonRuns runs, long seed) {
        this.runs = runs;
        this.seed = seed;
    }

    /**
     * Grades.
     *
     * @param step what was asked
     * @param prediction what was said; of the form that the step asks for
     * @return what it comes to
     * @throws IllegalArgumentException if the prediction is of another form
     */
    public Grade grade(Step step, Prediction prediction) {
        if (step instanceof Step.Change change && prediction instanceof Prediction.Changed changed) {
            return new ChangeTrial(runs.variation(), seed).grade(change, changed);
        }
        if (step instanceof Step.Question question) {
            Evaluator evaluator = runs.evaluator(question.on());
            Grade grade = switch (question.asked()) {
                case Asked.Pick pick when prediction instanceof Prediction.Picked it -> pick(pick, it, evaluator);
                case Asked.Quantity number when prediction instanceof Prediction.Amount it ->
                    number(number, it, evaluator);
                case Asked.Order order when prediction instanceof Prediction.Ordered it -> order(order, it, evaluator);
                case Asked.Point point when prediction instanceof Prediction.Pointed it -> point(point, it, evaluator);
                case Asked.Why _ when prediction instanceof Prediction.Reason(var text) ->
                    new Grade(Grade.Verdict.NOT_GRADED, List.of(), text, "", List.of(), "", "for a person to read");
                default -> null;
            };
            if (grade != null) {
                return grade;
            }
        }
        throw new IllegalArgumentException(prediction + " does not answer this step");
    }

    /**
     * Finds the options of a pick that are right.
     *
     * @param pick which
     * @param evaluator asks the run
     * @return their numbers from 1; null if that is not known
     */
    public static @Nullable Set<Integer> right(Asked.Pick pick, Evaluator evaluator) {
        Set<Integer> right = new TreeSet<>();
        for (int i = 0; i < pick.options().size(); i++) {
            Asked.Option option = pick.options().get(i);
            Expression when = option.when();
            Value holds = when == null ? new Value.Truth(option.fact() != null) : evaluator.value(when);
            if (holds instanceof Value.NotKnown) {
                return null;
            }
            if (holds instanceof Value.Truth(var holding) && holding) {
                right.add(i + 1);
            }
        }
        return right;
    }

    private static String texts(Asked.Pick pick, Set<Integer> numbers, Evaluator evaluator) {
        return numbers.stream().map(number -> pick.options().get(number - 1).text().filled(evaluator))
                .collect(Collectors.joining("; "));
    }

    private static Grade pick(Asked.Pick pick, Prediction.Picked said, Evaluator evaluator) {
        String given = texts(pick, said.options(), evaluator);
        List<String> expressions = pick.options().stream().map(Asked.Option::when).filter(when -> when != null)
                .map(Expression::text).toList();
        Set<Integer> right = right(pick, evaluator);
        if (right == null) {
            return notKnown(given, expressions);
        }
        boolean same = right.equals(said.options());
        Set<String> codes = new LinkedHashSet<>();
        said.options().stream().filter(number -> !right.contains(number))
                .map(number -> pick.options().get(number - 1).shows()).filter(code -> !code.isEmpty())
                .forEach(codes::add);
        String fact = pick.options().stream().map(Asked.Option::fact).filter(each -> each != null)
                .map(JdkFact::sentence).findFirst().orElse("");
        return new Grade(same ? Grade.Verdict.RIGHT : Grade.Verdict.WRONG, List.copyOf(codes), given,
                texts(pick, right, evaluator), expressions, "", fact);
    }

    private static Grade notKnown(String given, List<String> expressions) {
        return new Grade(Grade.Verdict.NOT_KNOWN, List.of(), given, "", expressions, "",
                "the run lost what would tell");
    }

    private static double number(Value value) {
        return switch (value) {
            case Value.Amount(var amount) -> amount;
            case Value.Time(var nanos) -> (double) nanos;
            default -> Double.NaN;
        };
    }

    private static Grade number(Asked.Quantity asked, Prediction.Amount said, Evaluator evaluator) {
        Value answer = evaluator.value(asked.answer());
        List<String> expressions = List.of(asked.answer().text());
        if (answer instanceof Value.NotKnown) {
            return notKnown(said.written(), expressions);
        }
        boolean right = asked.tolerance().allows(number(answer), said.value());
        return graded(right, tempted(right, asked.tempting(), evaluator,
                value -> asked.tolerance().allows(number(value), said.value())), said.written() + unit(asked, answer),
                text(asked, answer), expressions, text(asked.tolerance(), answer instanceof Value.Time));
    }

    private static String unit(Asked.Quantity asked, Value answer) {
        return answer instanceof Value.Amount && !asked.unit().isEmpty() ? " " + asked.unit() : "";
    }

    /**
     * Says an answer for people.
     *
     * @param asked what was asked for
     * @param answer what the run says
     * @return the number with its unit
     */
    public static String text(Asked.Quantity asked, Value answer) {
        return answer.text() + unit(asked, answer);
    }

    /**
     * Says a place for people.
     *
     * @param asked what was asked for
     * @param evaluator asks the run
     * @return the lane, the moment, or both
     */
    public static String place(Asked.Point asked, Evaluator evaluator) {
        List<String> place = new ArrayList<>();
        if (asked.lane() != null) {
            place.add("worker " + evaluator.value(asked.lane()).text());
        }
        if (asked.at() != null) {
            Value at = evaluator.value(asked.at());
            place.add(at instanceof Value.Time(var nanos) ? LegibleTime.moment(nanos) : at.text());
        }
        return String.join(" at ", place);
    }

    private static String text(Asked.Tolerance tolerance, boolean time) {
        if (tolerance.part() > 0) {
            return "±" + String.format(Locale.ROOT, "%.4g", tolerance.part() * 100).replaceAll("\\.?0+$", "") + " %";
        }
        return tolerance.absolute() == 0
                ? ""
                : "±" + (time
                        ? LegibleTime.round((long) tolerance.absolute())
                        : new Value.Amount(tolerance.absolute()).text());
    }

    private static Grade graded(boolean right, List<String> codes, String given, String expected,
            List<String> expressions, String tolerance) {
        return new Grade(right ? Grade.Verdict.RIGHT : Grade.Verdict.WRONG, codes, given, expected, expressions,
                tolerance, "");
    }

    private static List<String> tempted(boolean right, List<Asked.Tempting> tempting, Evaluator evaluator,
            java.util.function.Predicate<Value> said) {
        return right
                ? List.of()
                : tempting.stream().filter(each -> !each.shows().isEmpty() && said.test(evaluator.value(each.answer())))
                        .map(Asked.Tempting::shows).distinct().toList();
    }

    private static Grade order(Asked.Order asked, Prediction.Ordered said, Evaluator evaluator) {
        Value answer = evaluator.value(asked.answer());
        List<String> expressions = List.of(asked.answer().text());
        if (answer instanceof Value.NotKnown) {
            return notKnown(said.text(), expressions);
        }
        Value given = new Value.Items(
                said.numbers().stream().map(id -> (Value) new Value.Amount((double) id)).toList());
        boolean right = given.equals(answer);
        return graded(right, tempted(right, asked.tempting(), evaluator, given::equals), said.text(), answer.text(),
                expressions, "");
    }

    private static Grade point(Asked.Point asked, Prediction.Pointed said, Evaluator evaluator) {
        List<String> expressions = new ArrayList<>();
        boolean right = true;
        if (asked.lane() != null) {
            Value lane = evaluator.value(asked.lane());
            expressions.add(asked.lane().text());
            if (lane instanceof Value.NotKnown) {
                return notKnown(said.text(), expressions);
            }
            right = said.lane() != null && number(lane) == said.lane();
        }
        Asked.Tolerance tolerance = new Asked.Tolerance((double) asked.tolerance().toNanos(), 0);
        if (asked.at() != null) {
            Value at = evaluator.value(asked.at());
            expressions.add(asked.at().text());
            if (at instanceof Value.NotKnown) {
                return notKnown(said.text(), expressions);
            }
            right &= said.nanos() != null && tolerance.allows(number(at), (double) said.nanos());
        }
        return graded(right, tempted(right, asked.tempting(), evaluator,
                value -> said.nanos() != null && tolerance.allows(number(value), (double) said.nanos())), said.text(),
                place(asked, evaluator), expressions,
                asked.tolerance().equals(Duration.ZERO) ? "" : text(tolerance, true));
    }
}
