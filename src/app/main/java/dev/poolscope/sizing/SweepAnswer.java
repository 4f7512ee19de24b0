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
        return Optional.of(answer.decide().point());
    }

    /** What the answer is: which kind, and of which point it speaks. */
    private record Choice(Kind kind, SweepPoint point) {

        enum Kind {
            /** No value reaches the goals, and some have not run. */
            NOT_KNOWN,
            /** No value reaches the goals; the point is the nearest. */
            NEVER,
            /** The smallest value from which on all reach them. */
            SMALLEST,
            /** The largest value up to which all reach them. */
            LARGEST,
            /** Some reach them, neither from one on nor up to one; the point is the first of them. */
            SOME
        }
    }

    /** The one place in which it is decided what the answer is. */
    private Choice decide() {
        int last = curve.size() - 1;
        int first = firstThatHolds();
        if (first > last) {
            return new Choice(curve.stream().anyMatch(point -> point.runs() == 0)
                    ? Choice.Kind.NOT_KNOWN
                    : Choice.Kind.NEVER, nearestPoint());
        }
        int suffix = heldFrom();
        if (suffix <= last) {
            return new Choice(Choice.Kind.SMALLEST, curve.get(suffix));
        }
        return first == 0
                ? new Choice(Choice.Kind.LARGEST, curve.get(heldBefore() - 1))
                : new Choice(Choice.Kind.SOME, curve.get(first));
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
        List<SweepPoint> starved = curve.stream().filter(point -> point.starved() > 0).toList();
        if (!starved.isEmpty()) {
            sentences.add("starved: " + names(starved)
                    + "; all workers waited there for tasks that none of them could run, and times are those of the tasks that got through");
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
        Choice choice = decide();
        int at = curve.indexOf(choice.point());
        return switch (choice.kind()) {
            case NOT_KNOWN -> "not known yet: no value is known to reach " + goals();
            case NEVER -> "never reached: " + goals()
                    + (curve.size() == 1 ? doesNotHold() + " at " : holdWord() + " nowhere ") + range() + "; nearest: "
                    + named(choice.point()) + measured(choice.point());
            case SMALLEST -> "smallest: " + chosen(choice.point())
                    + (at > 0
                            ? "; " + neighbour(curve.get(at - 1))
                            : curve.size() == 1
                                    ? ""
                                    : ", the first that was tried; " + goals() + holdWord() + " everywhere");
            case LARGEST -> "largest: " + chosen(choice.point()) + "; " + neighbour(curve.get(at + 1));
            case SOME ->
                "holds at " + names(curve.stream().filter(point -> point.verdict() == Verdict.HOLDS).toList());
        };
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
                + (point.saturated() ? ", saturated" : "") + starved(point)
                + (point.verdict() == Verdict.UNDECIDED ? ", which is undecided" : "");
    }

    private boolean isNumberOfWorkers() {
        return varied.path().equals("pool.maxWorkers");
    }

    /** The point with the best value of the first goal that fails anywhere. */
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
        if (result.plan().goals().stream().noneMatch(goal -> goal.quantity().base() instanceof Quantity.Time)) {
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
        return named(point)
                + (point.saturated() ? " (" + values(point) + ", saturated" + starved(point) + ")" : measured(point));
    }

    private static String measured(SweepPoint point) {
        return point.runs() == 0
                ? " (no run has ended)"
                : " (" + values(point) + starved(point) + ")";
    }

    /** Times of a pool that starved are those of the tasks that got through. */
    private static String starved(SweepPoint point) {
        return point.starved() == 0
                ? ""
                : point.starved() == point.runs()
                        ? ", starved"
                        : ", starved in " + point.starved() + " of " + LegibleCount.of(point.runs(), "run");
    }

    private static String values(SweepPoint point) {
        return point.runs() == 0
                ? "nothing yet"
                : point.goals().stream().map(SweepNumbers::ofGoal).collect(Collectors.joining(", "));
    }
}
