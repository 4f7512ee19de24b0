package dev.poolscope.sizing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.poolscope.sizing.GoalState.Verdict;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.workload.model.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a sweep in words. Of each combination of the other variations: the smallest value of the first variation from which on the goals
 * hold, or the largest up to which they do; its nearest neighbour that does not hold; and whatever makes the answer less simple than that: goals
 * that are never reached, undecided, not monotonic or equal, saturated pools, and tasks that never started.
 */
public final class SweepAnswer {
    private final SweepResult result;
    private final Variation varied;
    private final List<SweepPoint> curve;

    private SweepAnswer(SweepResult result, List<SweepPoint> curve) {
        this.result = result;
        this.curve = curve;
        varied = result.plan().variations().getFirst();
    }

    /**
     * Answers.
     *
     * @param result what came of the sweep
     * @return a sentence or several for each combination of the other variations; what there is to say first comes first
     */
    public static List<String> of(SweepResult result) {
        List<String> sentences = new ArrayList<>();
        for (List<SweepPoint> curve : result.curves()) {
            String where = otherValues(result, curve.getFirst());
            new SweepAnswer(result, curve).sentences().forEach(sentence -> sentences.add(where + sentence));
        }
        if (!result.isComplete()) {
            sentences.addFirst(sentences.removeFirst() + ", after " + result.done() + " of "
                    + LegibleCount.of(result.plan().runs(), "run"));
        }
        return sentences;
    }

    /**
     * Returns the point that the answer of the first combination speaks of: the smallest or largest value that reaches the goals, or the one that is
     * nearest to that.
     *
     * @param result what came of the sweep
     * @return one of its points; empty if none has run
     */
    public static Optional<SweepPoint> point(SweepResult result) {
        SweepAnswer answer = new SweepAnswer(result, result.curves().getFirst());
        if (answer.curve.stream().allMatch(point -> point.runs() == 0)) {
            return Optional.empty();
        }
        int last = answer.curve.size() - 1;
        int first = answer.firstThatHolds();
        int suffix = answer.heldFrom();
        if (first > last) {
            return Optional.of(answer.nearestPoint());
        }
        return Optional.of(answer.curve.get(suffix <= last ? suffix : first == 0 ? answer.heldBefore() - 1 : first));
    }

    private static String otherValues(SweepResult result, SweepPoint point) {
        List<Variation> variations = result.plan().variations();
        StringBuilder where = new StringBuilder();
        for (int i = 1; i < variations.size(); i++) {
            where.append(where.isEmpty() ? "" : ", ").append(variations.get(i).describe(point.values().get(i)));
        }
        return where.isEmpty() ? "" : where.append(": ").toString();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (curve.stream().allMatch(point -> point.runs() == 0)) {
            return List.of("no run has ended, so nothing is known");
        }
        if (!result.plan().goals().isEmpty()) {
            sentences.add(answer());
            String uneven = uneven();
            if (uneven != null) {
                sentences.add(uneven);
            }
            List<SweepPoint> undecided = curve.stream().filter(
                    point -> point.verdict() == Verdict.UNDECIDED && point.runs() > 0).toList();
            if (!undecided.isEmpty()) {
                sentences.add("undecided: " + undecided.stream().map(point -> named(point) + measured(point))
                        .collect(Collectors.joining("; ")) + "; more seeds would tell");
            }
            List<SweepPoint> unknown = curve.stream().filter(point -> point.runs() == 0).toList();
            if (!unknown.isEmpty()) {
                sentences.add("not known: " + names(unknown) + "; no run has ended there");
            }
            String tie = tie();
            if (tie != null) {
                sentences.add(tie);
            }
        }
        List<SweepPoint> saturated = curve.stream().filter(SweepPoint::saturated).toList();
        if (!saturated.isEmpty()) {
            sentences.add("saturated: " + names(saturated)
                    + "; more work comes than is done there, the queue grows for as long as tasks come, and waiting times tell the"
                    + " length of the run");
        }
        String unseen = unseen();
        if (unseen != null) {
            sentences.add(unseen);
        }
        return sentences;
    }

    // ---------------------------------------------------------------- the answer

    private boolean holds(int at) {
        return curve.get(at).verdict() == Verdict.HOLDS;
    }

    private String answer() {
        int last = curve.size() - 1;
        int first = firstThatHolds();
        if (first > last && curve.stream().anyMatch(point -> point.runs() == 0)) {
            return "not known yet: no value is known to reach " + goals();
        }
        if (first > last) {
            return "never reached: " + goals()
                    + (curve.size() == 1 ? doesNotHold() + " at " : holdWord() + " nowhere ")
                    + range() + "; nearest: " + nearest();
        }
        int suffix = heldFrom();
        if (suffix == 0) {
            return "smallest: " + chosen(curve.getFirst())
                    + (curve.size() == 1 ? "" : ", the first that was tried; " + goals() + holdWord() + " everywhere");
        }
        if (suffix <= last) {
            return "smallest: " + chosen(curve.get(suffix)) + "; "
                    + neighbour(curve.get(suffix - 1));
        }
        int prefix = heldBefore();
        if (prefix > 0) {
            return "largest: " + chosen(curve.get(prefix - 1)) + "; "
                    + neighbour(curve.get(prefix));
        }
        return "holds at " + names(curve.stream().filter(point -> point.verdict() == Verdict.HOLDS).toList());
    }

    /** {@return the place of the first value that reaches the goals; behind the last one if none does} */
    private int firstThatHolds() {
        int first = 0;
        while (first < curve.size() && !holds(first)) {
            first++;
        }
        return first;
    }

    /** {@return from which place on all values reach the goals; behind the last one if that one does not} */
    private int heldFrom() {
        int suffix = curve.size();
        while (suffix > 0 && holds(suffix - 1)) {
            suffix--;
        }
        return suffix;
    }

    /** {@return the place of the first value that does not reach the goals} */
    private int heldBefore() {
        int prefix = 0;
        while (prefix < curve.size() && holds(prefix)) {
            prefix++;
        }
        return prefix;
    }

    private String holdWord() {
        return result.plan().goals().size() == 1 ? " holds" : " hold";
    }

    private String doesNotHold() {
        return result.plan().goals().size() == 1 ? " does not hold" : " do not hold";
    }

    private String goals() {
        return result.plan().goals().stream().map(goal -> goal.text()).collect(Collectors.joining(" and "));
    }

    /** {@code from 1 to 3 workers}, {@code with pool.idleTimeout from 500ms to never}; of one value just that. */
    private String range() {
        if (curve.size() == 1) {
            return named(curve.getFirst());
        }
        String first = "from " + curve.getFirst().values().getFirst() + " to ";
        return isNumberOfWorkers()
                ? first + named(curve.getLast())
                : "with " + varied.path() + " " + first + curve.getLast().values().getFirst();
    }

    private String neighbour(SweepPoint point) {
        return point.values().getFirst() + (isNumberOfWorkers() && !point.values().getFirst().equals("1")
                ? " give "
                : " gives ") + values(point)
                + (point.saturated() ? ", saturated" : "")
                + (point.verdict() == Verdict.UNDECIDED ? ", which is undecided" : "");
    }

    private boolean isNumberOfWorkers() {
        return varied.path().equals("pool.maxWorkers");
    }

    /** The point with the best value of the first goal that fails anywhere. */
    private String nearest() {
        SweepPoint best = nearestPoint();
        return named(best) + measured(best);
    }

    private SweepPoint nearestPoint() {
        Comparator<SweepPoint> better = Comparator.comparingLong(
                point -> point.goals().stream().filter(goal -> goal.verdict() == Verdict.HOLDS).count());
        better = better.thenComparingDouble(point -> -distance(point));
        return curve.stream().filter(point -> point.runs() > 0).max(better).orElse(curve.getFirst());
    }

    private static double distance(SweepPoint point) {
        double distance = 0;
        for (GoalState goal : point.goals()) {
            double bound = GoalState.bound(goal.goal());
            distance += Double.isNaN(bound) || goal.verdict() == Verdict.HOLDS
                    ? 0
                    : Double.isNaN(goal.estimate().mean())
                            ? Double.MAX_VALUE / 1e6
                            : Math.abs(goal.estimate().mean() - bound) / Math.max(Math.abs(bound), 1);
        }
        return distance;
    }

    // ---------------------------------------------------------------- what makes it less simple

    /** Where the goals hold, fail and hold again, or the other way round. */
    private @Nullable String uneven() {
        List<Verdict> decided = curve.stream().map(SweepPoint::verdict)
                .filter(verdict -> verdict != Verdict.UNDECIDED).toList();
        int turns = 0;
        for (int i = 1; i < decided.size(); i++) {
            turns += decided.get(i) == decided.get(i - 1) ? 0 : 1;
        }
        return turns < 2
                ? null
                : "not monotonic: " + goals() + holdWord() + " at "
                        + names(curve.stream().filter(point -> point.verdict() == Verdict.HOLDS).toList())
                        + (result.plan().goals().size() == 1 ? ", and fails at " : ", and fail at ")
                        + names(curve.stream().filter(point -> point.verdict() == Verdict.FAILS).toList());
    }

    /** Where tasks never started: a pool that drops most of them may have the best waiting times. */
    private @Nullable String unseen() {
        if (result.plan().goals().stream().noneMatch(goal -> goal.quantity() instanceof Quantity.Time)) {
            return null;
        }
        List<SweepPoint> those = curve.stream().filter(point -> point.neverStarted().mean() > 0).toList();
        if (those.isEmpty()) {
            return null;
        }
        double least = those.stream().mapToDouble(point -> point.neverStarted().mean()).min().orElseThrow();
        double most = those.stream().mapToDouble(point -> point.neverStarted().mean()).max().orElseThrow();
        String part = percent(least).equals(percent(most)) ? percent(most) : percent(least) + " to " + percent(most);
        return "never started: " + part + " of the tasks with " + names(those)
                + "; they were cancelled before, and no time of a task tells of them";
    }

    static String percent(double part) {
        return part < 0.001 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    private @Nullable String tie() {
        int best = 0;
        while (best < curve.size() && !holds(best)) {
            best++;
        }
        if (curve.size() > 1 && curve.stream().allMatch(point -> isEqual(point, curve.getFirst()))) {
            return "equal: " + varied.path() + " makes no difference to " + goals() + " " + range();
        }
        if (best >= curve.size() - 1) {
            return null;
        }
        SweepPoint smallest = curve.get(best);
        List<SweepPoint> equal = curve.subList(best + 1, curve.size()).stream()
                .filter(point -> isEqual(point, smallest)).toList();
        return equal.isEmpty() ? null : "equal: " + names(equal) + " give the same as " + named(smallest);
    }

    private static boolean isEqual(SweepPoint one, SweepPoint other) {
        for (int i = 0; i < one.goals().size(); i++) {
            if (one.goals().get(i).estimate().mean() != other.goals().get(i).estimate().mean()) {
                return false;
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- words

    private String named(SweepPoint point) {
        return varied.describe(point.values().getFirst());
    }

    /** {@code 1 to 3 workers}, {@code 1, 4 and 5 workers}. */
    private String names(List<SweepPoint> points) {
        List<String> runs = new ArrayList<>();
        int i = 0;
        while (i < points.size()) {
            int to = i;
            while (to + 1 < points.size()
                    && curve.indexOf(points.get(to + 1)) == curve.indexOf(points.get(to)) + 1) {
                to++;
            }
            String first = points.get(i).values().getFirst();
            runs.add(to - i < 2 ? first : first + " to " + points.get(to).values().getFirst());
            i = to - i < 2 ? i + 1 : to + 1;
        }
        String joined = runs.size() == 1
                ? runs.getFirst()
                : String.join(", ", runs.subList(0, runs.size() - 1)) + " and " + runs.getLast();
        return isNumberOfWorkers()
                ? joined + (joined.equals("1") ? " worker" : " workers")
                : varied.path() + " = " + joined;
    }

    /** What holds there says little of a pool that is saturated. */
    private String chosen(SweepPoint point) {
        return named(point) + (point.saturated() ? " (" + values(point) + ", saturated)" : measured(point));
    }

    private static String measured(SweepPoint point) {
        return point.runs() == 0
                ? " (no run has ended)"
                : " (" + values(point) + ")";
    }

    private static String values(SweepPoint point) {
        return point.runs() == 0
                ? "nothing yet"
                : point.goals().stream().map(SweepNumbers::ofGoal).collect(Collectors.joining(", "));
    }
}
