package dev.poolscope.app.lesson;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Template;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.Reveal;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.Grade;
import dev.poolscope.lesson.play.Grading;
import dev.poolscope.lesson.play.LessonAnswers;
import dev.poolscope.lesson.play.LessonRuns;
import dev.poolscope.lesson.play.LockedPrediction;
import dev.poolscope.lesson.play.Prediction;
import dev.poolscope.lesson.play.Sureness;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.ScenarioPhrases;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.StandstillException;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A lesson file that is played, for the variation of one student. All that is said of a run comes from its simulation, and answers are
 * graded as the command line grades them. Locks answers for one window.
 */
final class CoursePlay implements LessonPlay {
    private final Lesson lesson;
    private final long seed;
    private final Texts texts;
    private final LessonRuns runs;
    private final Map<Integer, LockedPrediction> locked = new ConcurrentHashMap<>();
    /** What a step came to; made where a step is tried, as that may take time. */
    private final Map<Integer, Grade> grades = new ConcurrentHashMap<>();
    private final Map<Integer, FinishedRun> changed = new ConcurrentHashMap<>();

    /**
     * Makes it ready: simulates its runs, which takes the time that that takes.
     *
     * @param seed of the student
     */
    CoursePlay(Lesson lesson, long seed, Texts texts) {
        this.lesson = lesson;
        this.seed = seed;
        this.texts = texts;
        runs = new LessonRuns(lesson.variation(seed));
        runs.variation().runs().keySet().forEach(runs::facts);
    }

    @Override
    public String name() {
        return lesson.name();
    }

    @Override
    public String title() {
        return lesson.title();
    }

    @Override
    public String idea() {
        return lesson.idea();
    }

    @Override
    public String about() {
        return texts.of("lesson.about", lesson.audience(), lesson.minutes(), seed, runs.variation().text());
    }

    @Override
    public Scenario scenario() {
        return runs.variation().runs().values().iterator().next().scenario();
    }

    @Override
    public int size() {
        return lesson.steps().size();
    }

    private Evaluator evaluator(Step step) {
        return runs.evaluator(step.on());
    }

    @Override
    public StepView step(int index) {
        Step step = lesson.steps().get(index);
        Evaluator on = evaluator(step);
        String text = step.text().filled(on);
        return switch (step) {
            case Step.Text _,Step.Show _ -> new StepView(StepView.Kind.TEXT, text, List.of(), "", "");
            case Step.Question it -> question(it, text, on);
            case Step.Change it -> new StepView(StepView.Kind.CHANGE, text, List.of(), "", filled(it.hint(), on));
        };
    }

    private static StepView question(Step.Question step, String text, Evaluator on) {
        String hint = filled(step.hint(), on);
        return switch (step.asked()) {
            case Asked.Pick pick -> new StepView(pick.many() ? StepView.Kind.MARK : StepView.Kind.PICK, text,
                    pick.options().stream().map(option -> option.text().filled(on)).toList(), "", hint);
            case Asked.Quantity number -> new StepView(StepView.Kind.NUMBER, text, List.of(), number.unit(), hint);
            case Asked.Order _ -> new StepView(StepView.Kind.ORDER, text, List.of(), "", hint);
            case Asked.Point _ -> new StepView(StepView.Kind.POINT, text, List.of(), "", hint);
            case Asked.Why _ -> new StepView(StepView.Kind.WHY, text, List.of(), "", hint);
        };
    }

    private static String filled(@Nullable Template template, Evaluator on) {
        return template == null ? "" : template.filled(on);
    }

    @Override
    public Optional<String> fault(int index, String answer) {
        Step step = lesson.steps().get(index);
        try {
            Prediction prediction = Prediction.parse(step, answer);
            if (step instanceof Step.Change change && prediction instanceof Prediction.Changed(var values)) {
                for (String path : values.keySet()) {
                    if (!change.allows(path)) {
                        return Optional.of(texts.of("lesson.notAllowed", path, String.join(", ", change.allow())));
                    }
                }
                changed.put(index, changedRun(change, values));
            }
            grades.put(index, new Grading(runs, seed).grade(step, prediction));
            return Optional.empty();
        } catch (InvalidEditException | StandstillException | IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private FinishedRun changedRun(Step.Change change, Map<String, String> values) throws InvalidEditException {
        LessonRun run = runs.variation().runs().get(change.on());
        if (run == null) {
            throw new IllegalArgumentException("the lesson has no run " + change.on());
        }
        List<ScenarioEdit> edits = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            edits.add(ScenarioEdit.of(value.getKey(), value.getValue()));
        }
        return SimulatedRun.of(ScenarioEdit.apply(run.scenario(), edits).scenario(), run.cores());
    }

    @Override
    public void lock(int index, String answer) {
        Prediction prediction = Prediction.parse(lesson.steps().get(index), answer);
        locked.putIfAbsent(index, new LockedPrediction(index + 1, prediction, Sureness.UNSAID, 0));
    }

    @Override
    public Optional<String> locked(int index) {
        return Optional.ofNullable(locked.get(index))
                .map(it -> it.prediction() instanceof Prediction.Picked(var options)
                        ? options.stream().map(String::valueOf).collect(Collectors.joining(" "))
                        : it.prediction().text());
    }

    @Override
    public RevealView reveal(int index) {
        Step step = lesson.steps().get(index);
        Grade grade = grades.get(index);
        return grade == null ? solution(index) : view(index, step, said(step, grade), grade.expressions());
    }

    @Override
    public RevealView solution(int index) {
        Step step = lesson.steps().get(index);
        return step instanceof Step.Question question && !(question.asked() instanceof Asked.Why)
                ? view(index, step, texts.of("lesson.was", right(question.asked(), evaluator(step))), List.of())
                : view(index, step, "", List.of());
    }

    private String said(Step step, Grade grade) {
        String given = bare(grade.given());
        return switch (grade.verdict()) {
            case RIGHT -> texts.of(step instanceof Step.Change ? "lesson.changeHolds" : "lesson.saidRight", given);
            case WRONG -> step instanceof Step.Change
                    ? texts.of("lesson.changeFails", bare(grade.why()))
                    : texts.of("lesson.said", given, bare(grade.expected()));
            case NOT_GRADED -> "";
            case NOT_KNOWN -> texts.of("lesson.notKnown", given);
        };
    }

    private static String bare(String sentence) {
        return sentence.replaceFirst("[.]$", "");
    }

    private RevealView view(int index, Step step, String said, List<String> expressions) {
        Evaluator on = evaluator(step);
        Reveal reveal = switch (step) {
            case Step.Question it -> it.reveal();
            case Step.Change it -> it.reveal();
            case Step.Text _,Step.Show _ -> throw new IllegalArgumentException("step " + index + " asks nothing");
        };
        FinishedRun run = changed.getOrDefault(index, runs.facts(step.on()).run());
        Expression at = reveal.at();
        long moment = at != null && on.value(at) instanceof Value.Time(long nanos) ? nanos : -1;
        boolean shown = moment >= 0 || step instanceof Step.Change;
        String computed = expressions.isEmpty() ? "" : texts.of("lesson.computed", String.join("; ", expressions));
        return new RevealView(said, reveal.explain().filled(on),
                shown
                        ? (computed + "\n" + texts.of("lesson.simulated", run.simulation().orElse(""))).strip()
                        : computed,
                shown ? run : null, step instanceof Step.Change ? -1 : moment, selected(reveal.select(), on));
    }

    private static @Nullable Selected selected(@Nullable Expression select, Evaluator on) {
        return select == null ? null : switch (on.value(select)) {
            case Value.OfTask(var task) when task.id() > 0 -> new Selected.Task(task.id());
            case Value.OfWorker(var worker) -> new Selected.Worker(worker.number());
            case Value.Amount(var task) when task > 0 -> new Selected.Task((long) task);
            default -> null;
        };
    }

    private static String right(Asked asked, Evaluator on) {
        return switch (asked) {
            case Asked.Pick pick -> {
                var right = Grading.right(pick, on);
                yield right == null
                        ? ""
                        : right.stream().map(number -> pick.options().get(number - 1).text().filled(on))
                                .collect(Collectors.joining("; "));
            }
            case Asked.Quantity number -> on.value(number.answer()).text();
            case Asked.Order order -> on.value(order.answer()).text();
            case Asked.Point point -> place(point, on);
            case Asked.Why _ -> "";
        };
    }

    private static String place(Asked.Point point, Evaluator on) {
        Expression lane = point.lane();
        Expression at = point.at();
        String worker = lane == null ? "" : "worker " + on.value(lane).text();
        String moment = at == null ? "" : on.value(at).text();
        return worker.isEmpty() || moment.isEmpty() ? worker + moment : worker + " at " + moment;
    }

    @Override
    public String streamText(String stream) {
        return scenario().streams().stream().filter(each -> each.name().equals(stream)).findFirst()
                .map(ScenarioPhrases::stream).orElse("");
    }

    @Override
    public String answers() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LessonAnswers(lesson.name(), lesson.hash(), seed, List.copyOf(new TreeMap<>(locked).values())).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
